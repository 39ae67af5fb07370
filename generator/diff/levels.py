"""Findings -> whether the answer is no: by the level that a person names, else by what each environment bears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diff.nouns import Finding, Report, Severity

LEVELS: Mapping[str, frozenset[Severity]] = {
    "none": frozenset(),
    "block": frozenset({"X"}),
    "loss": frozenset({"X", "D"}),
    "outage": frozenset({"X", "D", "O"}),
    "security": frozenset({"X", "D", "O", "S"}),
    "risk": frozenset({"X", "D", "O", "S", "W"}),
}
"""Level -> the severities at or over it."""
OF_PRODUCTION = "loss"
ELSEWHERE = "none"


def over(report: Report, level: str | None) -> tuple[Finding, ...]:
    """The findings at or over a level that nobody acknowledged.

    Without one, production bears no loss of data and no sync that fails, where a rule was proved on the real engines;
    everything else is told and passes.
    """
    return tuple(one for one in report.findings if not one.acknowledged and _counts(one, level, report.production))


def _counts(one: Finding, level: str | None, production: Iterable[str]) -> bool:
    if level is not None:
        return one.severity in LEVELS[level]
    usual = OF_PRODUCTION if one.environment in production else ELSEWHERE
    return one.proved and one.severity in LEVELS[usual]
