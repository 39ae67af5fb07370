"""Findings -> alerts: the same finding in several environments or objects told once, the gravest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.diff.nouns import Finding, Identity, Report, Severity
from generator.diff.report.tokens import neutral, service

SEVERITIES: tuple[Severity, ...] = ("X", "D", "O", "S", "W", "I")
"""The gravest first."""

Subject = tuple[str, str, Identity | None]
"""Environment, Application and object."""


@dataclass(frozen=True)
class Alert:
    """One thing to know before the merge, with all that it holds for."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one whose words stand for all."""
        return self.findings[0]

    @property
    def acknowledged(self) -> str:
        """Why a person accepted it; empty where nobody did."""
        return self.first.acknowledged

    @property
    def is_one_of_several(self) -> bool:
        """Whether the words name one of those that it holds for, and mean them all."""
        return len({(finding.message, finding.remedy) for finding in self.findings}) > 1

    @cached_property
    def environments(self) -> tuple[str, ...]:
        """Where it holds."""
        return tuple(dict.fromkeys(finding.environment for finding in self.findings))

    @cached_property
    def objects(self) -> tuple[str, ...]:
        """What it holds for: `Kind/name`, or the Application where it holds for all of it."""
        return tuple(dict.fromkeys(str(f.identity or f"Application/{f.application}") for f in self.findings))


def rank(severity: Severity) -> int:
    """0 is the gravest."""
    return SEVERITIES.index(severity)


def alerts(report: Report) -> tuple[Alert, ...]:
    """Those that nobody accepted first, then the gravest, then those of production."""
    neutrals = neutral(report)
    alike: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in sorted(report.findings, key=lambda finding: _order(finding, report.production)):
        own = neutrals.get(finding.environment, str)
        words = (_anybody(text, finding) for text in (finding.message, finding.remedy, finding.path))
        alike[finding.rule, finding.severity, finding.acknowledged, *map(own, words)].append(finding)
    return tuple(Alert(tuple(found)) for found in alike.values())


def severities(report: Report) -> Mapping[Subject, Severity]:
    """The gravest finding of each object that has one which nobody accepted."""
    gravest: dict[Subject, Severity] = {}
    for finding in report.findings:
        where = finding.environment, finding.application, finding.identity
        known = gravest.get(where)
        if not finding.acknowledged and (known is None or rank(finding.severity) < rank(known)):
            gravest[where] = finding.severity
    return gravest


def _anybody(text: str, finding: Finding) -> str:
    """The words without the names of whom they are about."""
    for name in (str(finding.identity or ""), finding.application, service(finding.application, finding.environment)):
        if name:
            text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", "${it}", text)
    return text


def _order(finding: Finding, production: frozenset[str]) -> tuple[object, ...]:
    return (
        bool(finding.acknowledged),
        rank(finding.severity),
        finding.environment not in production,
        finding.rule,
        finding.environment,
        finding.application,
        finding.identity or (),
        finding.path,
        finding.message,
    )
