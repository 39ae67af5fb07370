"""An object as data -> its parts, where anything may be missing or of another type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

NONE: Mapping[str, Any] = {}


def at(node: object, *keys: str) -> Any:
    """The value below these keys; None where it is not."""
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def mapping(node: object, *keys: str) -> Mapping[str, Any]:
    """The mapping below these keys; an empty one where none is."""
    found = at(node, *keys)
    return found if isinstance(found, Mapping) else NONE


def items(node: object, *keys: str) -> list[Mapping[str, Any]]:
    """The mappings in the list below these keys."""
    return [item for item in values(node, *keys) if isinstance(item, Mapping)]


def values(node: object, *keys: str) -> Sequence[Any]:
    """What the list below these keys holds; nothing where none is."""
    found = at(node, *keys)
    return found if isinstance(found, list | tuple) else ()


def text(node: object, *keys: str) -> str:
    """The text below these keys; empty where none is."""
    found = at(node, *keys)
    return found if isinstance(found, str) else ""


def number(node: object, *keys: str) -> int | None:
    """The whole number below these keys."""
    found = at(node, *keys)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def labels(node: object) -> Mapping[str, Any]:
    """Its labels."""
    return mapping(node, "metadata", "labels")


def notes(node: object) -> Mapping[str, Any]:
    """Its annotations."""
    return mapping(node, "metadata", "annotations")


def group(node: object) -> str:
    """The group of its API; empty for the core."""
    return text(node, "apiVersion").rpartition("/")[0]


def version(node: object) -> str:
    """The version of its API."""
    return text(node, "apiVersion").rpartition("/")[2]


def named(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each entry by its name, or by its position where it has none."""
    for position, entry in enumerate(entries):
        yield text(entry, "name") or str(position), entry
