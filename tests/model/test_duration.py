"""Durations and latencies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.duration import DURATION, LATENCY, PAUSE, milliseconds, seconds
from generator.model.scalar import Scalar

REFUSED = [
    (DURATION, "0s", "bad-duration", "found `0s`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`", ""),
    (
        DURATION,
        "5min",
        "bad-duration",
        "found `5min`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`",
        "did you mean `5m`?",
    ),
    (
        DURATION,
        "2w",
        "bad-duration",
        "found `2w`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`",
        "did you mean `14d`?",
    ),
    (
        DURATION,
        300,
        "wrong-type",
        "found the number `300`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`",
        "did you mean `300s`?",
    ),
    (
        DURATION,
        "300",
        "bad-duration",
        "found `300`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`",
        "did you mean `300s`?",
    ),
    (DURATION, "1m1h", "bad-duration", "found `1m1h`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`", ""),
    (DURATION, "1.5h", "bad-duration", "found `1.5h`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`", ""),
    (DURATION, "P1D", "bad-duration", "found `P1D`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`", ""),
    (
        DURATION,
        "2 days",
        "bad-duration",
        "found `2 days`, expected a duration such as `300s`, `5m`, `1h30m` or `30d`",
        "did you mean `2d`?",
    ),
    (PAUSE, "0", "bad-duration", "found `0`, expected a duration such as `20s`, or `0s`", ""),
    (LATENCY, "1m", "bad-duration", "found `1m`, expected a latency such as `300ms` or `2s`", ""),
]
TAKEN = [
    (DURATION, "300s"),
    (DURATION, "5m"),
    (DURATION, "1h30m"),
    (DURATION, "30d"),
    (PAUSE, "0s"),
    (PAUSE, "20s"),
    (LATENCY, "300ms"),
    (LATENCY, "2s"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_a_duration_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_a_duration_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value


@pytest.mark.parametrize(("text", "expected"), [("300s", 300), ("1h30m", 5400), ("30d", 2592000), ("0s", 0)])
def test_a_duration_has_seconds(text: str, expected: int) -> None:
    assert seconds(text) == expected


def test_a_latency_has_milliseconds() -> None:
    assert (milliseconds("300ms"), milliseconds("2s")) == (300, 2000)
