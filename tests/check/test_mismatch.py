"""What an object that misses its schema is told."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told

RULE = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "PrometheusRule",
    "metadata": {"name": "alerts"},
    "spec": {"groups": [{"name": "", "rules": [{"alert": "Down", "expr": "up == 0", "for": "5 minutes"}]}]},
}


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


def test_an_unknown_key_of_a_custom_kind_is_a_problem() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["refreshIntervall"] = "1h"

    assert told(it) == dedent(
        """\
        ExternalSecret/api spec.refreshIntervall [schema-unknown-key]
          `ExternalSecret/api`: unknown key `refreshIntervall` at `spec`
          help: did you mean `refreshInterval`?
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


def test_null_is_nothing() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["target"]["deletionPolicy"] = None

    assert told(it) == dedent(
        """\
        ExternalSecret/api spec.target.deletionPolicy [schema-wrong-type]
          `ExternalSecret/api`: found nothing (null) at `spec.target.deletionPolicy`, expected text
          help: write text
        """
    )


def test_a_value_that_kubernetes_does_not_know_is_a_problem() -> None:
    it = shop()
    it.container["imagePullPolicy"] = "IfAbsent"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].imagePullPolicy [schema-unknown-value]
          `Deployment/api`: found the text `IfAbsent` at `spec.template.spec.containers[0].imagePullPolicy`,
            expected `Always`, `IfNotPresent` or `Never`
          help: write `Always`, `IfNotPresent` or `Never`
        """
    )


def test_a_list_of_values_is_looked_into() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["policyTypes"] = ["ingress"]

    assert told(it) == dedent(
        """\
        NetworkPolicy/api spec.policyTypes[0] [schema-unknown-value]
          `NetworkPolicy/api`: found the text `ingress` at `spec.policyTypes[0]`, expected `Ingress` or
            `Egress`
          help: did you mean `Ingress`?
        """
    )


def test_a_value_that_a_custom_kind_does_not_know_is_a_problem() -> None:
    it = shop()
    it["AppProject"]["spec"]["syncWindows"] = [{"kind": "maybe"}]

    assert told(it) == dedent(
        """\
        AppProject/shop spec.syncWindows[0].kind [schema-unknown-value]
          `AppProject/shop`: found the text `maybe` at `spec.syncWindows[0].kind`, expected `allow` or
            `deny`
          help: write `allow` or `deny`
        """
    )


def test_a_rule_of_a_custom_kind_is_a_problem() -> None:
    it = shop()
    it["PrometheusRule"] = RULE

    assert told(it) == dedent(
        """\
        PrometheusRule/alerts spec.groups[0].name [schema-invalid-value]
          `PrometheusRule/alerts`: found an empty text at `spec.groups[0].name`, which breaks the rule
            `minLength: 1`
        PrometheusRule/alerts spec.groups[0].rules[0].for [schema-invalid-value]
          `PrometheusRule/alerts`: found the text `5 minutes` at `spec.groups[0].rules[0].for`, which breaks
            the rule `pattern`
        """
    )
