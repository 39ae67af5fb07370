"""What is to be seen -> the data that the page's script draws from; texts only, no objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from generator.console.diff.lines import Field, hunks
from generator.console.diff.seen import Seen
from generator.console.diff.words import SEVERITY, happens
from generator.console.text import safe
from generator.diff.report import Alert, Group, rank
from generator.diff.report.alerts import Subject
from generator.diff.report.grouping import subject

MOST_FIELDS = 300
"""Fields of one object."""
LONGEST = 4_000
"""Characters of one value."""
_LINES = 400


def data(seen: Seen) -> Mapping[str, Any]:
    """Changes in their order, alerts by number, and the words for both."""
    numbers: dict[Subject, list[int]] = defaultdict(list)
    for number, alert in enumerate(seen.alerts):
        for finding in alert.findings:
            numbers[finding.environment, finding.application, finding.identity].append(number)
    return {
        "severities": SEVERITY,
        "production": sorted(map(safe, seen.report.production)),
        "alerts": [_alert(alert, seen) for alert in seen.alerts],
        "changes": [_change(group, seen, numbers) for group in seen.groups],
    }


def words(alert: Alert, seen: Seen) -> tuple[str, str]:
    """What an alert says, and what to do."""
    return safe(seen.discretion.text(alert.first.message)), safe(seen.discretion.text(alert.first.remedy))


def _alert(alert: Alert, seen: Seen) -> Mapping[str, Any]:
    message, remedy = words(alert, seen)
    return {
        "rule": safe(alert.first.rule),
        "severity": alert.first.severity,
        "text": f"{message}. Fix: {remedy}" if remedy else message,
        "environments": [*map(safe, alert.environments)],
        "kinds": sorted({safe(finding.identity.kind) for finding in alert.findings if finding.identity}),
    }


def _change(group: Group, seen: Seen, numbers: Mapping[Subject, list[int]]) -> Mapping[str, Any]:
    fields = seen.fields(group.first)
    alerts = sorted({number for told in group.told for number in numbers.get(subject(told), ())})
    open_ones = {seen.alerts[number].first.severity for number in alerts if not seen.alerts[number].acknowledged}
    return {
        "name": safe(str(group.identity)),
        "kind": safe(group.identity.kind),
        "service": safe(", ".join(group.services[:3])),
        "environments": [*map(safe, group.environments)],
        "objects": [safe(f"{told.change.application} ({told.change.environment})") for told in group.told[:50]],
        "verdict": group.first.verdict.value,
        "happens": happens(group),
        "why": safe(seen.discretion.text(group.first.why)),
        "causes": [safe(str(place)) for place in group.causes[:20]],
        "alerts": alerts,
        "severities": sorted(open_ones, key=rank),
        "fields": [_field(shown) for shown in fields[:MOST_FIELDS]],
        "omitted": max(0, len(fields) - MOST_FIELDS),
    }


def _field(shown: Field) -> list[Any]:
    """Path, both sides, the lines that differ of a text of many, and what it is about."""
    about = safe(", ".join(dict.fromkeys(word for word in (shown.about, shown.noise) if word)))
    if shown.is_long and not shown.hidden:
        lines = [[line.mark, _cut(line.text)] for line in hunks(shown)]
        more = [["", f"and {len(lines) - _LINES} more lines"]] if len(lines) > _LINES else []
        return [shown.path, None, None, [*lines[:_LINES], *more], about]
    old, new = (side if side is None else _cut(side) for side in (shown.old, shown.new))
    return [shown.path, old, new, None, about]


def _cut(side: str) -> str:
    return side if len(side) <= LONGEST else f"{side[:LONGEST]}… ({len(side)} characters)"
