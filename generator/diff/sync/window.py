"""Sync windows of a project -> what git can tell of them: never open, always open, or a matter of the hour.

A commit's fate may not depend on when somebody asks for it, so a window counts as closed only where it always is: where
its schedule comes round before its duration is over.
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
DAY = 24 * 60


def windows(project: Object | None, name: str, policy: Policy) -> list[Mapping[str, Any]]:
    """The windows that concern an Application."""
    spec = (project or {}).get("spec") or {}
    return [one for one in spec.get("syncWindows") or () if _concerns(one, name, policy)]


def is_shut(found: list[Mapping[str, Any]]) -> bool:
    """Whether no automated sync ever gets through."""
    return any(one.get("kind") == "deny" and _always(one) for one in found)


def may_be_shut(found: list[Mapping[str, Any]]) -> bool:
    """Whether it depends on the hour."""
    if is_shut(found):
        return False
    denied = any(one.get("kind") == "deny" for one in found)
    allowed = [one for one in found if one.get("kind") == "allow"]
    return denied or bool(allowed and not any(_always(one) for one in allowed))


def words(found: list[Mapping[str, Any]]) -> str:
    """The windows as people wrote them."""
    return ", ".join(f"{one.get('kind')} `{one.get('schedule')}` for {one.get('duration')}" for one in found)


def _concerns(window: Mapping[str, Any], name: str, policy: Policy) -> bool:
    asked = (("applications", name), ("clusters", policy.server), ("namespaces", policy.namespace))
    answers = [any(matches(str(pattern), text) for pattern in window[key]) for key, text in asked if window.get(key)]
    return bool(answers) and (all(answers) if window.get("andOperator") else any(answers))


def _always(window: Mapping[str, Any]) -> bool:
    """Whether a window begins again before it ends."""
    gap = _longest_gap(str(window.get("schedule") or ""))
    found = DURATION.findall(str(window.get("duration") or ""))
    minutes = sum(float(number) * SECONDS[unit] for number, unit in found) / 60
    return gap is not None and minutes >= gap


def _longest_gap(schedule: str) -> float | None:
    """The most minutes between two beginnings; None where days or months count, or nobody can read it."""
    fields = schedule.split()
    if len(fields) != 5 or any(field not in ("*", "?") for field in fields[2:]):
        return None
    try:
        minutes, hours = (sorted(set(_numbers(fields[0], 59))), sorted(set(_numbers(fields[1], 23))))
    except ValueError:
        return None
    times = [hour * 60 + minute for hour in hours for minute in minutes]
    if not times:
        return None
    return max(after - before for before, after in zip(times, [*times[1:], times[0] + DAY], strict=True))


def _numbers(field: str, most: int) -> Iterator[int]:
    """The values of one field of a schedule."""
    for part in field.split(","):
        span, _, step = part.partition("/")
        low, dash, high = span.partition("-")
        first = 0 if span == "*" else int(low)
        last = most if span == "*" or (step and not dash) else int(high or low)
        yield from range(first, last + 1, int(step or 1))
