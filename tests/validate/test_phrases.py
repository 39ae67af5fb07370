"""Types, choices, bounds: what was found, what was expected, and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from generator.validate.phrases import phrase
from tests.validate.shop import API, said


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (
            'runAsUser: "5"\n',
            "4:12: wrong-type: `runAsUser`: found the text `5`, expected a whole number | remove the quotes",
        ),
        ("command: run\n", "4:10: wrong-type: `command`: found the text `run`, expected a list"),
        ("slo: 3\n", "4:6: wrong-type: `slo`: found the number `3`, expected a mapping"),
        ("env: []\n", "4:6: wrong-type: `env`: found a list, expected a mapping"),
        (
            'slo: {availability: "99"}\n',
            "4:21: wrong-type: `slo.availability`: found the text `99`, expected a number | remove the quotes",
        ),
        ("description: 3\n", "4:14: wrong-type: `description`: found the number `3`, expected text | quote it"),
        (
            "strategy: {type: Recreated}\n",
            "4:18: bad-value: `strategy.type`: found `Recreated`, expected `RollingUpdate` or `Recreate`"
            " | did you mean `Recreate`?",
        ),
        (
            "strategy: {type: 3}\n",
            "4:18: wrong-type: `strategy.type`: found the number `3`, expected `RollingUpdate` or `Recreate`",
        ),
        ("metrics: some\n", "4:10: bad-value: `metrics`: found `some`, expected `none`"),
        (
            "slo: {availability: 100}\n",
            "4:21: bad-number: `slo.availability`: found the number `100`, expected a number under `100`",
        ),
        (
            "slo: {availability: 0}\n",
            "4:21: bad-number: `slo.availability`: found the number `0`, expected a number over `0`",
        ),
        (
            "probes: {readiness: {exec: []}}\n",
            "4:28: too-short: `probes.readiness.exec`: found an empty list, expected one entry or more"
            " | add an entry, or remove the key",
        ),
    ],
)
def test_a_wrong_value_of_a_service_is_told(lines: str, problem: str) -> None:
    assert said(api=lines) == [f"config/services/api.yaml:{problem}"]


@pytest.mark.parametrize(
    "lines",
    [
        "runAsUser: 5\n",
        "command: [run]\n",
        "env: {}\n",
        "slo: {availability: 99.99}\n",
        "description: some text\n",
        "strategy: {type: Recreate}\n",
        "metrics: none\n",
        "probes: {readiness: {exec: [run]}}\n",
    ],
)
def test_a_right_value_of_a_service_is_fine(lines: str) -> None:
    assert said(api=lines) == []


def test_a_mapping_without_entries_is_told() -> None:
    assert said(more={"config/services/api.yaml": API.replace("port: 8080", "ports: {}")}) == [
        "config/services/api.yaml:3:1: too-short: `ports`: found an empty mapping, expected one entry or more"
        " | add an entry, or remove the key"
    ]


def test_a_wrong_value_of_an_environment_is_told() -> None:
    dev = 'production: "yes"\nacknowledge:\n  - {rule: D01, resource: Pod/x, until: soon, reason: x}\n'

    assert said(dev=dev) == [
        "environments/dev.yaml:4:13: wrong-type: `production`: found the text `yes`, expected `true` or `false`",
        "environments/dev.yaml:6:41: wrong-type: `acknowledge[0].until`: found the text `soon`, "
        "expected a date such as `2026-12-31`",
    ]
    assert said(dev=dev.replace('"yes"', "false").replace("soon", "2027-01-31")) == []


def test_an_error_that_nobody_foresaw_is_told_in_pydantics_words() -> None:
    details: Any = {"type": "multiple_of", "loc": (), "msg": "Input should be a multiple of 5.", "input": 3}

    assert phrase(details) == ("bad-value", "input should be a multiple of 5", "", (), ())
