"""What an object that misses its schema is told."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_an_unknown_key_is_a_problem() -> None:
    it = shop()
    it.container["imagPullPolicy"] = "Always"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].imagPullPolicy [schema-unknown-key]
          `Deployment/api`: unknown key `imagPullPolicy` at `spec.template.spec.containers[0]`
          help: did you mean `imagePullPolicy`?
        """
    )


def test_an_unknown_key_of_a_small_mapping_lists_the_known_ones() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["namespce"] = "x"
    it["Ingress"]["spec"]["rules"][0]["http"]["zzz"] = 1

    assert told(it) == dedent(
        """\
        ConfigMap/api metadata.namespce [schema-unknown-key]
          `ConfigMap/api`: unknown key `namespce` at `metadata`
          help: did you mean `namespace`?
        Ingress/routes spec.rules[0].http.zzz [schema-unknown-key]
          `Ingress/routes`: unknown key `zzz` at `spec.rules[0].http`
          help: known there: `paths`
        """
    )


def test_a_missing_key_is_a_problem() -> None:
    it = shop()
    del it["Deployment"]["spec"]["template"]["spec"]["containers"][0]["name"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0] [schema-missing-key]
          `Deployment/api`: the key `name` is missing at `spec.template.spec.containers[0]`
          help: add `name`
        """
    )


def test_a_wrong_type_is_a_problem() -> None:
    it = shop()
    it["Deployment"]["spec"]["minReadySeconds"] = "10"

    assert told(it) == dedent(
        """\
        Deployment/api spec.minReadySeconds [schema-wrong-type]
          `Deployment/api`: found the text `10` at `spec.minReadySeconds`, expected a whole number
          help: write it without quotes
        """
    )


def test_a_number_or_a_text_is_neither_a_list() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"]["maxUnavailable"] = [1]

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.maxUnavailable [schema-wrong-type]
          `PodDisruptionBudget/api`: found a list at `spec.maxUnavailable`, expected text or a whole number
          help: write text or a whole number
        """
    )


def test_a_mapping_is_no_list() -> None:
    it = shop()
    it["Service"]["spec"]["ports"] = {"port": 80}
    del it["ServiceMonitor"]
    it.path["backend"]["service"]["port"] = {}
    it["Ingress"]["spec"]["rules"][0]["http"]["paths"].pop(0)

    assert told(it) == dedent(
        """\
        Service/api spec.ports [schema-wrong-type]
          `Service/api`: found a mapping at `spec.ports`, expected a list
          help: write a list
        """
    )


def test_a_number_is_no_text() -> None:
    it = shop()
    it["ConfigMap"]["data"]["PORT"] = 5000

    assert told(it) == dedent(
        """\
        ConfigMap/api data.PORT [schema-wrong-type]
          `ConfigMap/api`: found `5000` at `data.PORT`, expected text
          help: put it in quotes
        """
    )


def test_an_empty_text_is_no_number() -> None:
    it = shop()
    it["Deployment"]["spec"]["minReadySeconds"] = ""

    assert told(it) == dedent(
        """\
        Deployment/api spec.minReadySeconds [schema-wrong-type]
          `Deployment/api`: found an empty text at `spec.minReadySeconds`, expected a whole number
          help: write a whole number
        """
    )


def test_a_long_text_is_cut() -> None:
    it = shop()
    it["Deployment"]["spec"]["minReadySeconds"] = "x" * 50

    assert told(it) == dedent(
        """\
        Deployment/api spec.minReadySeconds [schema-wrong-type]
          `Deployment/api`: found the text `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…` at
            `spec.minReadySeconds`, expected a whole number
          help: write a whole number
        """
    )
