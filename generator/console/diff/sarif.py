"""Report -> SARIF 2.1.0: its findings at the lines of input that cause them, as code scanning reads it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.console.diff.discretion import Discretion
from generator.console.diff.words import SEVERITY
from generator.console.text import harmless_json
from generator.diff.nouns import Finding, Report, Severity
from generator.diff.report.alerts import Subject, rank
from generator.diff.report.grouping import subject
from generator.errors import Place

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL: dict[Severity, str] = {"X": "error", "D": "error", "O": "error", "S": "error", "W": "warning", "I": "note"}
_MOST = 5_000
"""Results that code scanning keeps of a run."""
_PLACES = 10

Causes = Mapping[Subject, tuple[Place, ...]]


def sarif(report: Report) -> str:
    """One run; the gravest findings first, and those that people accepted as suppressed."""
    discretion = Discretion(report)
    causes = {subject(told): told.causes for told in report.changes if told.causes}
    found = sorted(report.findings, key=lambda one: (bool(one.acknowledged), rank(one.severity), one.rule))
    rules: dict[str, Finding] = {}
    for finding in found:
        rules.setdefault(finding.rule, finding)
    numbers = {rule: number for number, rule in enumerate(sorted(rules))}
    run = {
        "tool": {
            "driver": {
                "name": "cartwright diff",
                "version": __version__,
                "rules": [_rule(rules[rule], discretion) for rule in numbers],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not report.failures}],
        "properties": {"base": report.base, "head": report.head, "found": len(found)},
        "results": [_result(finding, numbers[finding.rule], causes, discretion) for finding in found[:_MOST]],
    }
    return harmless_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding, discretion: Discretion) -> dict[str, Any]:
    title = {"text": f"{finding.rule}: {SEVERITY[finding.severity]}"}
    words = discretion.text(finding.remedy or finding.message)
    return {
        "id": finding.rule,
        "shortDescription": title,
        "fullDescription": title,
        "help": {"text": words},
        "defaultConfiguration": {"level": _LEVEL[finding.severity]},
        "properties": {"tags": [SEVERITY[finding.severity].replace(" ", "-")]},
    }


def _result(finding: Finding, number: int, causes: Causes, discretion: Discretion) -> dict[str, Any]:
    who = str(finding.identity or f"Application/{finding.application}")
    message = f"{who} in {finding.environment}: {discretion.text(finding.message)}"
    if finding.path:
        message += f" ({discretion.text(finding.path)})"
    if finding.remedy:
        message += f"\nhelp: {discretion.text(finding.remedy)}"
    places = causes.get((finding.environment, finding.application, finding.identity), ())
    first, *others = places or (Place(f"environments/{finding.environment}.yaml"),)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVEL[finding.severity],
        "message": {"text": message},
        "locations": [_location(first)],
        "partialFingerprints": {"cartwright/v1": _fingerprint(finding)},
        "properties": {"environment": finding.environment, "proved": finding.proved},
    }
    if others:
        result["relatedLocations"] = [
            {"id": index, **_location(place), "message": {"text": "this too"}}
            for index, place in enumerate(others[:_PLACES])
        ]
    if finding.acknowledged:
        result["suppressions"] = [{"kind": "inSource", "justification": discretion.text(finding.acknowledged)}]
    return result


def _fingerprint(finding: Finding) -> str:
    """The same as long as the finding is, wherever its line moves to."""
    identity = finding.identity or ()
    parts = (finding.rule, finding.environment, finding.application, *identity, finding.path)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _location(place: Place) -> dict[str, Any]:
    artifact = {"uri": quote(place.file, errors="replace"), "uriBaseId": "%SRCROOT%"}
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
