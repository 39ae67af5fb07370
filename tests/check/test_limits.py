"""What Kubernetes asks of a value beyond its published schemas, and how the reader is told."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from generator.check import catalog, demands, enums
from tests.check.shop import shop, told

LIBRARY = json.loads((catalog.FOLDER / "kubernetes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("table", [demands.KEYS, demands.REQUIRED, demands.ONE_OF], ids=["keys", "required", "one of"])
def test_every_demand_is_of_a_key_that_exists(table: dict[str, str]) -> None:
    known = {enums.short(name): set(body.get("properties", ())) for name, body in LIBRARY["definitions"].items()}

    wrong = {
        f"{name}.{key}"
        for name, words in table.items()
        for key in (word.partition("=")[0] for word in words.split())
        if key not in known.get(name, set())
    }

    assert wrong == set()


def test_a_number_out_of_range_is_a_problem() -> None:
    it = shop()
    it["Service"]["spec"]["ports"][0]["port"] = 70000

    assert told(it) == dedent(
        """\
        Service/api spec.ports[0].port [schema-invalid-value]
          `Service/api`: found `70000` at `spec.ports[0].port`, expected `1` to `65535`
          help: write `1` to `65535`
        """
    )


def test_a_name_of_a_port_is_not_a_number_out_of_range() -> None:
    it = shop()
    it.container["livenessProbe"]["tcpSocket"]["port"] = "http"

    assert told(it) == ""


def test_a_negative_count_is_a_problem() -> None:
    it = shop()
    it["Deployment"]["spec"]["minReadySeconds"] = -1

    assert told(it) == dedent(
        """\
        Deployment/api spec.minReadySeconds [schema-invalid-value]
          `Deployment/api`: found `-1` at `spec.minReadySeconds`, expected `0` or more
          help: write `0` or more
        """
    )


def test_a_number_beyond_its_type_is_a_problem() -> None:
    it = shop()
    it.pod["priority"] = 3_000_000_000

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.priority [schema-invalid-value]
          `Deployment/api`: found `3000000000` at `spec.template.spec.priority`, expected at most
            `2147483647`
          help: write at most `2147483647`
        """
    )


def test_a_share_over_all_is_a_problem() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"]["maxUnavailable"] = "150%"

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.maxUnavailable [schema-invalid-value]
          `PodDisruptionBudget/api`: found the text `150%` at `spec.maxUnavailable`, expected a number or a
            share up to `100%`
          help: write a number or a share up to `100%`
        """
    )


@pytest.mark.parametrize("written", [1, 0.5, "1", "500m", "1.5Gi", ".5", "1e3", "128M", "+1", "2."])
def test_a_quantity_is_written_in_many_ways(written: object) -> None:
    it = shop()
    it.container["resources"]["requests"]["cpu"] = written

    assert told(it) == ""


def test_a_quantity_with_an_unknown_unit_is_a_problem() -> None:
    it = shop()
    it.container["resources"]["requests"]["memory"] = "64MB"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].resources.requests.memory [schema-invalid-value]
          `Deployment/api`: found the text `64MB` at
            `spec.template.spec.containers[0].resources.requests.memory`, expected a quantity such as `500m`
            or `2Gi`
          help: write a quantity such as `500m` or `2Gi`
        """
    )


def test_what_must_not_be_empty_is_a_problem_when_it_is() -> None:
    it = shop()
    it.container["image"] = ""

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].image [schema-invalid-value]
          `Deployment/api`: found an empty text at `spec.template.spec.containers[0].image`, expected some
            text
          help: write some text
        """
    )


def test_what_must_be_there_is_a_problem_when_it_is_not() -> None:
    it = shop()
    del it["PersistentVolumeClaim"]["spec"]["accessModes"]
    it["PersistentVolumeClaim"]["spec"]["resources"] = None

    assert told(it) == dedent(
        """\
        PersistentVolumeClaim/data spec [schema-missing-key]
          `PersistentVolumeClaim/data`: the key `accessModes` is missing at `spec`
          help: add `accessModes`
        PersistentVolumeClaim/data spec.resources [schema-invalid-value]
          `PersistentVolumeClaim/data`: found nothing (null) at `spec.resources`, expected something
          help: write something
        """
    )


def test_one_key_of_several_is_asked_for() -> None:
    it = shop()
    it.container["livenessProbe"]["exec"] = {"command": ["true"]}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].livenessProbe [schema-invalid-value]
          `Deployment/api`: found a mapping at `spec.template.spec.containers[0].livenessProbe`, expected
            exactly one of `exec`, `grpc`, `httpGet`, `tcpSocket`
          help: write exactly one of `exec`, `grpc`, `httpGet`, `tcpSocket`
        """
    )


def test_a_variable_has_a_value_or_a_source() -> None:
    it = shop()
    it.container["env"][0]["value"] = "production"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[0] [schema-invalid-value]
          `Deployment/api`: found a mapping at `spec.template.spec.containers[0].env[0]`, expected either
            `value` or `valueFrom`
          help: write either `value` or `valueFrom`
        """
    )


def test_a_list_holds_no_nothing() -> None:
    it = shop()
    it.pod["volumes"].append(None)
    it.container["args"] = [None]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].args[0] [schema-wrong-type]
          `Deployment/api`: found nothing (null) at `spec.template.spec.containers[0].args[0]`, expected
            text
          help: write text
        Deployment/api spec.template.spec.volumes[2] [schema-invalid-value]
          `Deployment/api`: found nothing (null) at `spec.template.spec.volumes[2]`, expected something
          help: write something
        """
    )
