"""Findings in rendered objects -> problems at the input line behind each.

Which input line makes which rendered value is found by perturbation: one leaf of the input is changed in memory, the
release is made again, and what moved is compared. No table is kept by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol

from generator.errors import Place, Problem
from generator.nodes import Branch, Leaf, Node, Series
from generator.nouns import Layers, Release, Rendered

Objects = Sequence[dict[str, Any]]
Path = tuple[str | int, ...]
Named = dict[tuple[str, str], dict[str, Any]]
Remade = Callable[[tuple[str, str], Branch, Release], Objects | None]
"""(environment and service, their changed tree, release) -> its objects; None where the change is no valid input."""


class Found(Protocol):
    """A finding of `check`."""

    @property
    def release(self) -> Release: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def severity(self) -> Literal["error", "warning"]: ...


def problems(
    findings: Sequence[Found], rendered: Sequence[Rendered], layers: Layers, remade: Remade
) -> Iterator[Problem]:
    """The findings of one environment as problems."""
    for one in rendered:
        here = [finding for finding in findings if finding.release == one.release]
        trees = {key: tree for key, tree in layers.items() if _behind(key, one.release)}
        for finding, place in zip(here, _places(here, one, trees, remade), strict=True):
            yield _problem(finding, place or Place(f"environments/{one.release.environment}.yaml"))


def _behind(key: tuple[str, str], release: Release) -> bool:
    """Whether a release follows from a tree: a chart from its service, everything else from all."""
    environment, service = key
    return environment == release.environment and (not release.values or service in (release.name, ""))


def _places(findings: Sequence[Found], rendered: Rendered, trees: Layers, remade: Remade) -> Iterator[Place | None]:
    """For each finding the place of the leaf that moves its value, and the fewest others beside it."""
    best: list[tuple[int, Place] | None] = [None] * len(findings)
    before = _named(rendered.objects)
    for key, tree in trees.items() if findings else ():
        for leaf, changes in _perturbed(tree):
            after = _first(remade, key, changes, rendered.release)
            moved = 0 if after is None else _moved(before, after)
            for index, finding in enumerate(findings):
                if after is not None and moved and _touches(finding, before, after):
                    candidate = (moved, leaf.place)
                    best[index] = min(best[index] or candidate, candidate)
    return (None if found is None else found[1] for found in best)


def _first(remade: Remade, key: tuple[str, str], trees: Iterator[Branch], release: Release) -> Named | None:
    """The objects of the first changed tree that is valid input."""
    made = (remade(key, tree, release) for tree in trees)
    return next((_named(objects) for objects in made if objects is not None), None)


def _named(objects: Objects) -> Named:
    return {(body.get("kind", ""), body.get("metadata", {}).get("name", "")): body for body in objects}


def _moved(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> int:
    """How many values differ."""
    old, new = dict(_values((), dict(before))), dict(_values((), dict(after)))
    return sum(1 for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def _values(path: tuple[Any, ...], node: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else None
    if items is None:
        yield path, node
        return
    for key, value in items:
        yield from _values((*path, key), value)


def _touches(finding: Found, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> bool:
    """Whether the value that the finding is about moved; where there is none, its nearest parent's keys."""
    key = (finding.kind, finding.name)
    if key not in after:
        return True
    return bool(_at(before[key], finding.path) != _at(after[key], finding.path))


def _at(node: Any, path: Path) -> Any:
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return node
    return node


def _perturbed(tree: Branch) -> Iterator[tuple[Leaf, Iterator[Branch]]]:
    """Each leaf with the trees in which it alone has another value, likely valid ones first."""
    for path, leaf in list(_leaves(tree, ())):
        yield leaf, (_with(tree, path, Leaf(value, leaf.place)) for value in others(leaf.value))


def _leaves(node: Node, path: Path) -> Iterator[tuple[Path, Leaf]]:
    match node:
        case Leaf():
            yield path, node
        case Series():
            for index, item in enumerate(node.items):
                yield from _leaves(item, (*path, index))
        case Branch():
            for name, inner in node.children.items():
                yield from _leaves(inner, (*path, name))


def _with(node: Any, path: Path, leaf: Leaf) -> Any:
    if not path:
        return leaf
    step, *rest = path
    if isinstance(node, Series):
        items = tuple(_with(item, tuple(rest), leaf) if index == step else item for index, item in enumerate(node.items))
        return Series(items, node.place, node.beats)
    children = {**node.children, step: _with(node.children[step], tuple(rest), leaf)}
    return Branch(children, node.keys, node.place, node.beats, node.removed)


def others(value: Any) -> list[Any]:
    """Other values that are likely as valid as this one."""
    match value:
        case bool():
            return [not value]
        case int() | float():
            return [value + 1, value - 1]
        case str():
            bumped = re.sub(r"[0-9]+", lambda digits: str(int(digits.group()) + 1), value, count=1)
            return [other for other in (bumped, f"{value}x", f"{value}0", f"x{value}") if other != value]
    return []


def _problem(finding: Found, place: Place) -> Problem:
    release = finding.release
    where = f"{finding.kind} `{finding.name}` of `{release.name}` in `{release.environment}`"
    return Problem(
        code=finding.code,
        message=f"{finding.message} ({where})",
        place=place,
        hint=finding.hint,
        severity=finding.severity,
    )
