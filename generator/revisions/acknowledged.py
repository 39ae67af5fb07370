"""Findings, and the risks that people took on in an environment's file -> the same findings, those marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.diff.nouns import Finding
from generator.kubernetes.reading import mapping
from generator.revisions.settings import path_of, read
from generator.revisions.side import Side


def acknowledged(findings: Iterable[Finding], head: Side, today: date | None) -> Iterator[Finding]:
    """Each finding, with the reason of whoever accepted it at head until a day that is not over.

    An entry is for one rule and one object; that of a finding on a whole Application is `Application/<name>`.
    """
    for finding in findings:
        yield replace(finding, acknowledged=_reason(finding, head, today))


def _reason(finding: Finding, head: Side, today: date | None) -> str:
    entries = read(head, path_of(finding.environment)).get("acknowledge")
    for entry in map(mapping, entries if isinstance(entries, list) else ()):
        holds = today is None or str(entry.get("until", "")) >= today.isoformat()
        if holds and entry.get("rule") == finding.rule and entry.get("resource") == resource(finding):
            return str(entry.get("reason", "")) or "no reason given"
    return ""


def resource(finding: Finding) -> str:
    """What a finding is about, as `acknowledge` names it."""
    return str(finding.identity) if finding.identity else f"Application/{finding.application}"
