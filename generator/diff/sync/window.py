"""Sync windows of a project -> what git can tell of them: never open, always open, or a matter of the hour.

A commit's fate may not depend on when somebody asks for it, so a window counts as closed only where it always is, or as
good as: where the hours in which a sync gets through are one in a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Object
from generator.diff.sync.policy import Policy
from generator.diff.sync.project import matches

DURATION = re.compile(r"(\d+(?:\.\d+)?)(h|m|s|ms)")
SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
DAY, YEAR = 24 * 60, 365
MOSTLY = 0.99
LENGTHS = (59, 23, 31, 12, 7)
NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]


def windows(project: Object | None, name: str, policy: Policy) -> list[Mapping[str, Any]]:
    """The windows that concern an Application."""
    spec = (project or {}).get("spec") or {}
    return [one for one in spec.get("syncWindows") or () if _concerns(one, name, policy)]


def is_shut(found: list[Mapping[str, Any]]) -> bool:
    """Whether no automated sync ever gets through."""
    if any(one.get("kind") == "deny" and _share(one) > MOSTLY for one in found):
        return True
    allowed = [_share(one) for one in found if one.get("kind") == "allow"]
    return bool(allowed) and sum(allowed) < 1 - MOSTLY


def may_be_shut(found: list[Mapping[str, Any]]) -> bool:
    """Whether it depends on the hour."""
    if is_shut(found):
        return False
    denied = any(one.get("kind") == "deny" for one in found)
    allowed = [one for one in found if one.get("kind") == "allow"]
    return denied or bool(allowed and not any(_share(one) > MOSTLY for one in allowed))


def words(found: list[Mapping[str, Any]]) -> str:
    """The windows as people wrote them."""
    return ", ".join(f"{one.get('kind')} `{one.get('schedule')}` for {one.get('duration')}" for one in found)


def _concerns(window: Mapping[str, Any], name: str, policy: Policy) -> bool:
    asked = (("applications", name), ("clusters", policy.server), ("namespaces", policy.namespace))
    answers = [any(matches(str(pattern), text) for pattern in window[key]) for key, text in asked if window.get(key)]
    return bool(answers) and (all(answers) if window.get("andOperator") else any(answers))


def _share(window: Mapping[str, Any]) -> float:
    """The share of all time in which a window is active; half where nobody can read it."""
    found = DURATION.findall(str(window.get("duration") or ""))
    minutes = sum(float(number) * SECONDS[unit] for number, unit in found) / 60
    try:
        times, days = _times(str(window.get("schedule") or ""))
    except ValueError:
        return 0.5
    gaps = [later - earlier for earlier, later in zip(times, [*times[1:], times[0] + DAY], strict=True)]
    if days < YEAR:
        return min(1.0, days * len(times) * minutes / (YEAR * DAY))
    return sum(min(gap, minutes) for gap in gaps) / DAY


def _times(schedule: str) -> tuple[list[int], float]:
    """The minutes of a day at which a schedule fires, and on how many days of a year it does."""
    fields = schedule.lower().split()
    if len(fields) != len(LENGTHS):
        raise ValueError(schedule)
    for number, word in enumerate([*NAMES]):
        fields[3] = fields[3].replace(word, str(number + 1))
    for number, word in enumerate(DAYS):
        fields[4] = fields[4].replace(word, str(number))
    minutes, hours, dates, months, days = (
        None if field in ("*", "?") else set(_numbers(field, most)) for field, most in zip(fields, LENGTHS, strict=True)
    )
    times = sorted(hour * 60 + minute for hour in hours or range(24) for minute in minutes or range(60))
    of_dates = len(dates) / 30.4 if dates else None
    of_days = len({day % 7 for day in days}) / 7 if days else None
    share = min(1.0, (of_dates or 0) + (of_days or 0)) if of_dates or of_days else 1.0
    return times, YEAR * share * (len(months) / 12 if months else 1)


def _numbers(field: str, most: int) -> Iterator[int]:
    """The values of one field of a schedule."""
    for part in field.split(","):
        span, _, step = part.partition("/")
        low, dash, high = span.partition("-")
        first = 0 if span == "*" else int(low)
        last = most if span == "*" or (step and not dash) else int(high or low)
        yield from range(first, last + 1, int(step or 1))
