"""The input of two revisions -> the lines of it that are not the same, and which of them stand behind a change.

A line of a service's own stands before one that all share, and one whose value turns up in the change before any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator import yamlio
from generator.diff.nouns import NOTHING, Change, Told
from generator.diff.same import is_same
from generator.errors import InputError, Place
from generator.nodes import Branch, Leaf, Node, Series
from generator.revisions.side import Side, differing

Path = tuple[str | int, ...]
MOST = 3
FILES = "config/files/"
OF_SERVICES = ("config/services/", FILES)
INPUT = ("config/", "environments/")
SHORTEST = 2
"""Characters of a value that tells something where it turns up."""


@dataclass(frozen=True)
class Line:
    """A leaf of the input that is not the same in both revisions."""

    file: str
    path: Path
    place: Place
    old: Any = NOTHING
    new: Any = NOTHING

    def reaches(self, environment: str) -> bool:
        """Whether it may matter in an environment."""
        return not self.file.startswith("environments/") or self.file == f"environments/{environment}.yaml"

    def is_of(self, service: str) -> bool:
        """Whether it says something of that service alone."""
        own = self.file == f"config/services/{service}.yaml" or self.file.startswith(f"config/files/{service}/")
        return own or (self.file.startswith("environments/") and self.path[:2] == ("services", service))


@dataclass(frozen=True)
class Causes:
    """The lines that differ between two sides."""

    base: Side
    head: Side
    _known: dict[str, list[Line]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All of them, by place."""
        return tuple(line for path in differing(self.base, self.head) for line in self._of(path))

    def of(self, told: Told) -> tuple[Place, ...]:
        """The lines behind a change, the likeliest alone; a file that is mounted where no line of its service is."""
        change = told.change
        application = change.identity.name if change.identity.kind == "Application" else change.application
        service = application.removesuffix(f"-{change.environment}")
        near = [line for line in self.lines if line.reaches(change.environment)]
        own = [line for line in near if line.is_of(service)]
        shared = [line for line in near if not line.file.startswith(OF_SERVICES) and line.path[:1] != ("services",)]
        values = {*_values(change)}
        for some in (own, near):
            if meant := [line for line in some if _turns_up(line, values)]:
                return _places(meant)
        return _places(_said(own) or own or shared or _said(near) or near)

    def _of(self, path: str) -> Iterator[Line]:
        is_whole = path.startswith(INPUT) and (path in self.base.digests) is not (path in self.head.digests)
        if is_whole or path.startswith(FILES):
            yield Line(path, (), Place(path))
        elif path.startswith(INPUT) and path.endswith(".yaml"):
            old, new = _leaves(self.base, path), _leaves(self.head, path)
            for where in [*new, *(one for one in old if one not in new)]:
                was, now = old.get(where), new.get(where)
                if was is None or now is None or not is_same(was.value, now.value):
                    yield _line(path, where, was, now)


def _said(lines: Iterable[Line]) -> list[Line]:
    """Those that are no file which a service mounts."""
    return [line for line in lines if not line.file.startswith(FILES)]


def _line(file: str, path: Path, was: Leaf | None, now: Leaf | None) -> Line:
    at = now or was
    assert at is not None  # noqa: S101 - one of both sides has the path
    return Line(file, path, at.place, was.value if was else NOTHING, now.value if now else NOTHING)


def _leaves(side: Side, path: str) -> dict[Path, Leaf]:
    """Key path -> leaf of a file; none where it is not there, or cannot be read."""
    if path not in side.digests:
        return {}
    try:
        return dict(_below(yamlio.parse(side.read([path])[path], path), ()))
    except InputError:
        return {}


def _below(node: Node, above: Path) -> Iterator[tuple[Path, Leaf]]:
    match node:
        case Leaf():
            yield above, node
        case Series():
            for number, item in enumerate(node.items):
                yield from _below(item, (*above, number))
        case Branch():
            for name, inner in node.children.items():
                yield from _below(inner, (*above, name))
            for name, leaf in node.removed.items():
                yield (*above, name), leaf


def _values(change: Change) -> Iterator[str]:
    """What turns up in the change: the values that came and went."""
    for edit in change.edits:
        if not edit.hidden:
            yield from (str(value) for value in (edit.old, edit.new) if value is not NOTHING)


def _turns_up(line: Line, values: Iterable[str]) -> bool:
    mine = [str(value) for value in (line.old, line.new) if value is not NOTHING and value is not None]
    return any(
        one == value or (len(one) >= SHORTEST and not one.isdigit() and one in value)
        for one in mine
        for value in values
    )


def _places(lines: list[Line]) -> tuple[Place, ...]:
    """All of a few; of many, as where all is new, the first."""
    found = tuple(dict.fromkeys(line.place for line in lines))
    return found if len(found) <= MOST else found[:1]
