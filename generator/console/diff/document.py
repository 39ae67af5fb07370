"""Report -> JSON, `diff/v1`: all that any other format says, with no hidden value in it (docs/schemas/diff-v1.json).

It is stable: keys are added, none is renamed or removed while `schema` says `diff/v1`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.console.diff.discretion import Discretion
from generator.console.diff.words import covered
from generator.console.text import harmless_json
from generator.diff.nouns import NOTHING, Capacity, Edit, Finding, Identity, Report, State, Told
from generator.diff.report import sentence
from generator.diff.report.wholes import leaves
from generator.errors import Place, Problem

SCHEMA = "diff/v1"


def as_json(report: Report) -> str:
    """One JSON object, in ASCII alone."""
    return harmless_json(as_data(report))


def as_data(report: Report) -> dict[str, Any]:
    """The same as data."""
    discretion = Discretion(report)
    say = discretion.text
    coverage = report.coverage
    return {
        "schema": SCHEMA,
        "result": "incomplete" if report.failures else "different" if report.changes else "same",
        "headline": say(sentence(report)),
        "base": report.base,
        "head": report.head,
        "coverage": {
            "rendered": coverage.rendered,
            "applications": coverage.applications,
            "unseen": [say(one) for one in coverage.unseen],
            "text": say(covered(report)),
        },
        "notes": [say(note) for note in report.notes],
        "environments": [*_environments(report)],
        "applications": [_state(one, discretion) for one in report.states],
        "changes": [_change(one, discretion) for one in report.changes],
        "findings": [_finding(one, discretion) for one in report.findings],
        "failures": [_failure(one, discretion) for one in report.failures],
    }


def _environments(report: Report) -> Iterator[dict[str, Any]]:
    asked = {one.environment: one for one in report.capacity}
    for name in report.environments:
        yield {
            "name": name,
            "production": name in report.production,
            "affected": name in report.affected,
            "capacity": _capacity(asked[name]) if name in asked else None,
        }


def _capacity(one: Capacity) -> dict[str, Any]:
    return {
        "pods": _span(one.pods),
        "milliCpu": _span(one.cpu),
        "memoryBytes": _span(one.memory),
        "storageBytes": one.storage,
        "loadBalancers": one.balancers,
    }


def _state(one: State, discretion: Discretion) -> dict[str, Any]:
    return {
        "environment": one.environment,
        "application": one.application,
        "syncs": one.syncs,
        "rules": list(one.rules),
        "said": [discretion.text(text) for text in one.said],
    }


def _change(one: Told, discretion: Discretion) -> dict[str, Any]:
    change = one.change
    sides = (change.base is None, change.head is None)
    return {
        "environment": change.environment,
        "application": change.application,
        "resource": _resource(change.identity, discretion),
        "operation": {(True, False): "create", (False, True): "delete"}.get(sides, "change"),
        "verdict": one.verdict.value,
        "rule": one.rule,
        "why": discretion.text(one.why),
        "pods": None if one.pods is None else _span(one.pods),
        "causes": [_place(place) for place in one.causes],
        "edits": [_edit(edit, discretion) for edit in leaves(change)],
    }


def _edit(edit: Edit, discretion: Discretion) -> dict[str, Any]:
    """A side that is not there has no key; of one that is hidden, nothing but that it is there is told."""
    sides = {"old": edit.old, "new": edit.new}
    there = {name: value for name, value in sides.items() if value is not NOTHING}
    kind = "change" if len(there) == 2 else "add" if "new" in there else "remove"
    shown = {} if edit.hidden else {name: _value(value, discretion) for name, value in there.items()}
    return {
        "path": discretion.text(edit.path),
        "operation": kind,
        "hidden": edit.hidden,
        "noise": edit.noise,
        **shown,
    }


def _value(value: Any, discretion: Discretion) -> Any:
    match value:
        case str():
            return discretion.text(value)
        case Mapping():
            return {discretion.text(str(key)): _value(one, discretion) for key, one in value.items()}
        case list() | tuple():
            return [_value(one, discretion) for one in value]
        case bool() | int() | float() | None:
            return value
    return discretion.text(str(value))


def _finding(one: Finding, discretion: Discretion) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "severity": one.severity,
        "environment": one.environment,
        "application": one.application,
        "resource": None if one.identity is None else _resource(one.identity, discretion),
        "path": discretion.text(one.path),
        "message": discretion.text(one.message),
        "remedy": discretion.text(one.remedy),
        "proved": one.proved,
        "acknowledged": discretion.text(one.acknowledged),
    }


def _failure(one: Problem, discretion: Discretion) -> dict[str, Any]:
    return {
        "code": one.code,
        "message": discretion.text(one.message),
        **_place(one.place),
        "help": discretion.text(one.hint),
    }


def _resource(one: Identity, discretion: Discretion) -> dict[str, str]:
    return {key: discretion.text(value) for key, value in one._asdict().items()}


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def _span(pair: tuple[int, int]) -> dict[str, int]:
    return {"least": pair[0], "most": pair[1]}
