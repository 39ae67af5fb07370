"""The objects of a release before and after a change -> what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol

from generator.nouns import Release

Objects = Sequence[dict[str, Any]]
Path = tuple[str | int, ...]


class Found(Protocol):
    """A finding of `check`: the value at `path` of an object."""

    @property
    def release(self) -> Release: ...
    @property
    def kind(self) -> str: ...
    @property
    def namespace(self) -> str: ...
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


def touches(finding: Found, before: Objects, after: Objects) -> bool:
    """Whether the value that a finding is about moved; where there is none, whether its nearest parent did.

    What gives most objects another identity, as the platform's name does, touches what is there and differs, no parent.
    """
    old, new = _object(finding, before), _object(finding, after)
    if old is None or new is None:
        return old is not None and finding.path[:2] == ("metadata", "name")
    if not _is_there(old, finding.path) and _is_sweeping(before, after):
        return False
    return bool(_at(old, finding.path) != _at(new, finding.path))


def _is_there(node: Any, path: Path) -> bool:
    missing = object()
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            node = missing
    return node is not missing


def _is_sweeping(before: Objects, after: Objects) -> bool:
    there = {_identity(body) for body in after}
    return sum(_identity(body) not in there for body in before) * 2 > len(before)


def moved(before: Objects, after: Objects) -> int:
    """How many values differ."""
    old, new = dict(_values((), before)), dict(_values((), after))
    return sum(1 for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def _object(finding: Found, objects: Objects) -> dict[str, Any] | None:
    """The object, best the one in its namespace: the namespace may be what moved."""
    named = [body for body in objects if _identity(body)[:2] == (finding.kind, finding.name)]
    here = (body for body in named if _identity(body)[2] in ("", finding.namespace))
    return next(here, named[0] if named else None)


def _identity(body: dict[str, Any]) -> tuple[str, str, str]:
    metadata = body.get("metadata")
    named = metadata if isinstance(metadata, dict) else {}
    return str(body.get("kind", "")), str(named.get("name", "")), str(named.get("namespace", ""))


def _at(node: Any, path: Path) -> Any:
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return node
    return node


def _values(path: tuple[Any, ...], node: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _values((*path, key), value)
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            step = _identity(value) if not path and isinstance(value, dict) else index
            yield from _values((*path, step), value)
    else:
        yield path, node
