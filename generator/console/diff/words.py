"""What people call severities and verdicts, everywhere the same."""

from __future__ import annotations

from collections.abc import Sequence

from generator.console.text import counted
from generator.diff.nouns import Report, Severity, Told, Verdict
from generator.diff.report import Group
from generator.diff.report.headline import span

SEVERITY: dict[Severity, str] = {
    "X": "sync fails",
    "D": "data loss",
    "O": "outage",
    "S": "security",
    "W": "warning",
    "I": "information",
}
SEVERITY_SIGN: dict[Severity, str] = {"X": "⛔", "D": "🗑️", "O": "🚨", "S": "🔓", "W": "⚠️", "I": "💡"}
SIGN: dict[Verdict, str] = {
    Verdict.BLOCKED: "⛔",
    Verdict.RECREATED: "♻️",
    Verdict.DELETED: "🗑️",
    Verdict.ORPHANED: "👻",
    Verdict.CREATED: "✨",
    Verdict.RESTARTED: "🔁",
    Verdict.UPDATED: "✏️",
    Verdict.NO_EFFECT: "💤",
    Verdict.NOISE: "·",
}


def happens(group: Group) -> str:
    """`rolling restart of 3 to 9 pods`, or the verdict alone."""
    verdict = group.first.verdict
    if not group.pods[1]:
        return verdict.value
    pods = counted(group.pods[1], "pod") if group.pods[0] == group.pods[1] else f"{span(group.pods)} pods"
    if verdict is Verdict.RESTARTED:
        return f"{verdict.value} of {pods}"
    return f"{verdict.value}, {pods} {'start' if verdict is Verdict.CREATED else 'restart'}"


def listed(names: Sequence[str], most: int) -> str:
    """`a, b and 3 more`."""
    return ", ".join(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def covered(report: Report) -> str:
    """How much was looked at, in one sentence."""
    coverage = report.coverage
    unseen = f"{len(coverage.unseen)} not rendered ({listed(coverage.unseen, 5)})" if coverage.unseen else ""
    parts = [f"{coverage.rendered} of {counted(coverage.applications, 'Application')} rendered", unseen]
    return "; ".join([part for part in parts if part] + ["live state not consulted"])


def only_noise(report: Report) -> list[Told]:
    """The objects that change in nothing but noise."""
    return [told for told in report.changes if told.verdict is Verdict.NOISE]
