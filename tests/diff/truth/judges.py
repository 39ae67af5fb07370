"""What the other parts of the diff say of one object, put together as the command does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.check import check
from generator.check.finding import Finding
from generator.diff import settled
from generator.diff.nouns import Object, Subject, Way
from generator.diff.rules import refusals
from generator.diff.rules.form.known import DROPPED, MEANT
from generator.diff.sync.nouns import Judges
from generator.diff.sync.world import World
from generator.nouns import Release, Rendered

RELEASE = Release("dev", "app", "shop", "app")
KUBERNETES = "1.36"
WARNED = "finalizer-invalid"
"""Of a custom kind the API server warns, and takes it; Argo CD's own finalizer is such."""


def judges(world: World) -> Judges:
    """All that a sync asks of one object."""
    return Judges(refused, settled.changes, settled.restarts, world, kept)


def refused(subject: Subject) -> tuple[str, str] | None:
    """The first rule by which the API server refuses an object, or what `check` finds in head alone."""
    for rule, hit in refusals(subject):
        return rule.id, hit.message
    before = {one.code for one in _found(subject.base)}
    for one in _found(subject.head):
        spared = one.code == WARNED or (one.code in DROPPED and subject.way is not Way.SERVER)
        if one.code in MEANT and one.code not in before and not spared:
            return MEANT[one.code], one.message
    return None


def kept(item: Object) -> Object:
    """An object without the fields that nobody knows."""
    found: Any = item
    for one in _found(item):
        if one.code in DROPPED:
            found = _without(found, one.path)
    return found if isinstance(found, Mapping) else item


def _without(node: Any, path: tuple[Any, ...]) -> Any:
    if isinstance(node, list):
        return [_without(one, path[1:]) if number == path[0] else one for number, one in enumerate(node)]
    if len(path) == 1:
        return {key: one for key, one in node.items() if key != path[0]}
    return {key: _without(one, path[1:]) if key == path[0] else one for key, one in node.items()}


def _found(item: Object | None) -> list[Finding]:
    rendered = [] if item is None else [Rendered(RELEASE, (dict(item),), ("all.yaml",))]
    return [one for one in check(rendered, kubernetes=KUBERNETES) if one.severity == "error"]
