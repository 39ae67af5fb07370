"""Schedules and time zones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.cron import CRON, TIME_ZONE, zones
from generator.model.scalar import Scalar

CRON_EXPECTED = "five fields (minute, hour, day, month, weekday) such as `0 2 * * *`"

REFUSED = [
    (CRON, "* * * *", "bad-cron", f"found `* * * *`, expected {CRON_EXPECTED}", "it has 4 fields"),
    (CRON, "0 0 * * * *", "bad-cron", f"found `0 0 * * * *`, expected {CRON_EXPECTED}", "remove the seconds"),
    (CRON, "0 24 * * *", "bad-cron", "found the hour `24`, expected 0 to 23", ""),
    (CRON, "60 * * * *", "bad-cron", "found the minute `60`, expected 0 to 59", ""),
    (CRON, "*/0 * * * *", "bad-cron", "found the step `*/0`, expected a step of 1 or more", ""),
    *(
        (CRON, text, "bad-cron", f"found the step `{step}`, expected at most {most}", hint)
        for text, step, most, hint in (
            ("*/60 * * * *", "*/60", 59, "write the minute itself: such a step is never taken"),
            ("5/100 * * * *", "5/100", 59, "write the minute itself: such a step is never taken"),
            ("0 */24 * * *", "*/24", 23, "write the hour itself: such a step is never taken"),
            ("0 0 */31 * *", "*/31", 30, "write the day of the month itself: such a step is never taken"),
        )
    ),
    (
        CRON,
        "TZ=Europe/Zurich 0 5 * * *",
        "bad-cron",
        f"found `TZ=Europe/Zurich 0 5 * * *`, expected {CRON_EXPECTED}",
        "write the time zone as `timeZone`",
    ),
    (
        CRON,
        "@every 5m",
        "bad-cron",
        f"found `@every 5m`, expected {CRON_EXPECTED}",
        "use one of `@yearly`, `@annually`, `@monthly`, `@weekly`, `@daily`, `@midnight`, `@hourly`",
    ),
    (CRON, "0 0 31 2 *", "bad-cron", "`0 0 31 2 *` never runs: none of its months has a day 31", ""),
    (CRON, "0 0 31 4,6 *", "bad-cron", "`0 0 31 4,6 *` never runs: none of its months has a day 31", ""),
    (CRON, "0 0 * * 7", "bad-cron", "found the day of the week `7`, expected 0 to 6", "write `0` for Sunday"),
    (CRON, "0 0 * foo *", "bad-cron", "found the month `foo`, expected a number or a name such as `feb`", ""),
    (CRON, "22-2 * * * *", "bad-cron", "found the minute `22-2`, expected a range that does not go backwards", ""),
    (CRON, "", "bad-cron", f'found `""`, expected {CRON_EXPECTED}', "it has 0 fields"),
    (CRON, "1- * * * *", "bad-cron", 'found the minute `""`, expected a number', ""),
    (CRON, "*/x * * * *", "bad-cron", "found the minute `x`, expected a number", ""),
    (
        CRON,
        " 0 2 * * *",
        "bad-cron",
        f"found ` 0 2 * * *`, expected {CRON_EXPECTED}",
        "remove the spaces or line breaks around it",
    ),
    (CRON, "0 0 L * *", "bad-cron", "found the day of the month `L`, expected a number", ""),
    (CRON, "1,,2 * * * *", "bad-cron", 'found the minute `""`, expected a number', ""),
    (
        TIME_ZONE,
        "Mars/Olympus",
        "bad-time-zone",
        "found `Mars/Olympus`, expected an IANA time zone such as `Asia/Dhaka`",
        "",
    ),
    (
        TIME_ZONE,
        "asia/dhaka",
        "bad-time-zone",
        "found `asia/dhaka`, expected an IANA time zone such as `Asia/Dhaka`",
        "did you mean `Asia/Dhaka`?",
    ),
    (TIME_ZONE, 3, "wrong-type", "found the number `3`, expected text", "quote it"),
]
TAKEN = [
    (CRON, "0 2 * * *"),
    (CRON, "* * * * *"),
    (CRON, "@daily"),
    (CRON, "0 0 31 2 mon"),
    (CRON, "0 0 1 jan-mar MON-fri"),
    (CRON, "5/15 * * * *"),
    (CRON, "0 0 29 2 *"),
    (CRON, "*/30 */12 * * *"),
    (CRON, "0,30 8-18/2 * * 1-5"),
    (TIME_ZONE, "Asia/Dhaka"),
    (TIME_ZONE, "Etc/UTC"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_a_schedule_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_a_schedule_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value


def test_time_zones_come_from_the_package_and_not_from_the_machine() -> None:
    assert "Asia/Dhaka" in zones()
    assert len(zones()) > 500
