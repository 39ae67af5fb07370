"""Reading rendered objects, of which nothing is certain: what is missing or of another type reads as empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

NOTHING: Mapping[str, Any] = {}


def at(node: object, *keys: str) -> Any:
    """The value under these keys, or None."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def mapping(node: object, *keys: str) -> Mapping[str, Any]:
    """The mapping under these keys."""
    for key in keys:  # not by `at`: half the time of all checks goes by here
        node = node.get(key) if isinstance(node, dict) else None
    return node if isinstance(node, dict) else NOTHING


def sequence(node: object, *keys: str) -> Sequence[Any]:
    """The list under these keys."""
    value = at(node, *keys) if keys else node
    return value if isinstance(value, list) else ()


def text(node: object, *keys: str) -> str:
    """The text under these keys."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return node if isinstance(node, str) else ""


def whole(node: object, *keys: str) -> int | None:
    """The whole number under these keys."""
    value = at(node, *keys) if keys else node
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def numbered(node: object, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The mappings of the list under a key, each with its position."""
    for position, item in enumerate(sequence(node, key)):
        if isinstance(item, dict):
            yield position, item


def items(node: object, *keys: str) -> list[Mapping[str, Any]]:
    """The mappings of the list under these keys."""
    return [item for item in sequence(node, *keys) if isinstance(item, dict)]


def named(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each entry by its name, or by its position where it has none."""
    for position, entry in enumerate(entries):
        yield text(entry, "name") or str(position), entry


def texts(node: object, *keys: str) -> frozenset[str]:
    """The texts of the list under these keys."""
    return frozenset(item for item in sequence(node, *keys) if isinstance(item, str))


def labels(node: object) -> Mapping[str, Any]:
    """The labels of an object or of a template."""
    return mapping(node, "metadata", "labels")


def notes(node: object) -> Mapping[str, Any]:
    """The annotations of an object or of a template."""
    return mapping(node, "metadata", "annotations")


def note(node: object, key: str) -> str:
    """One annotation."""
    return text(notes(node), key)


def group(node: object) -> str:
    """The group of an object's API; empty for the core."""
    return str(at(node, "apiVersion") or "").rpartition("/")[0]


def version(node: object) -> str:
    """The version of an object's API."""
    return str(at(node, "apiVersion") or "").rpartition("/")[2]
