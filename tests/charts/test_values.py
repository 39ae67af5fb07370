"""values.yaml says what the service's own file says, values/<environment>.yaml what differs there."""

from __future__ import annotations

from typing import Any

import pytest

from generator.charts.values import difference
from tests.repositories import POSTGRES, WEB, charts, environment, files, generated, over


@pytest.mark.parametrize(
    ("base", "wanted", "expected"),
    [
        ({"a": 1}, {"a": 1}, {}),
        ({"a": 1}, {"a": 2}, {"a": 2}),
        ({"a": 1}, {"a": 1, "b": 2}, {"b": 2}),
        ({"a": 1, "b": 2}, {"a": 1}, {"b": None}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, {"a": {"c": 3}}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1}}, {"a": {"c": None}}),
        ({"a": {"b": 1}}, {"a": {"b": 1}}, {}),
        ({"a": [1, 2]}, {"a": [2]}, {"a": [2]}),
        ({"a": 1}, {"a": True}, {"a": True}),
        ({"a": [1]}, {"a": [True]}, {"a": [True]}),
        ({"a": "1"}, {"a": 1}, {"a": 1}),
        ({"a": {"b": 1}}, {"a": 1}, {"a": 1}),
        ({}, {"a": {}}, {"a": {}}),
    ],
)
def test_a_difference_is_as_small_as_helm_allows(
    base: dict[str, Any], wanted: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert difference(base, wanted) == expected


def test_an_environment_that_says_nothing_has_nothing_of_its_own() -> None:
    whole = generated(files({"app": WEB}))

    assert whole.plan.artifacts["charts/app/values/dev.yaml"].data == {}


def test_a_service_that_is_not_complete_alone_has_its_values_by_environment() -> None:
    incomplete = {key: value for key, value in WEB.items() if key != "image"}
    dev = environment(services={"app": {"image": {"repository": "acme/app", "tag": "v1"}}})
    chart = charts({"app": incomplete}, {"dev": dev})["app"]

    assert chart.base == {}
    assert chart.values["dev"]["image"] == {"repository": "docker.io/acme/app", "tag": "v1"}


def test_the_defaults_of_a_kind_are_part_of_what_a_service_says() -> None:
    chart = charts({"app": WEB}, platform={"defaults": {"web": {"shutdown": {"delay": "1s"}}}})["app"]

    assert chart.base["shutdown"] == {"delaySeconds": 1, "graceSeconds": 60}


def test_a_chart_has_the_keys_that_it_uses_in_any_environment() -> None:
    dev = environment(1, "dev.example.com", services={"app": {"env": {"A": "b"}}})
    whole = generated(files({"app": WEB}, {"dev": dev, "prod": environment(2, "example.com")}))

    assert "charts/app/templates/configmap-env.yaml" in whole.files
    assert "charts/app/templates/configmap-files.yaml" not in whole.files
    assert "env" in whole.plan.artifacts["charts/app/values.schema.json"].data["properties"]
    assert "files" not in whole.plan.artifacts["charts/app/values.schema.json"].data["properties"]


def test_a_datastore_has_the_values_of_the_environments_that_run_it() -> None:
    managed = environment(2, "example.com", services={"db": {"run": "rds", "rds": {}}})
    chart = charts({"db": POSTGRES}, {"dev": environment(), "prod": managed})["db"]

    assert sorted(chart.values) == ["dev"]


def test_a_value_of_another_type_is_laid_over_in_whole() -> None:
    dev = environment(services={"app": {"strategy": {"maxSurge": 1}}})
    whole = generated(files({"app": over(WEB, {"strategy": {"maxSurge": "50%"}})}, {"dev": dev}))

    assert whole.plan.artifacts["charts/app/values/dev.yaml"].data == {"strategy": {"rollingUpdate": {"maxSurge": 1}}}
