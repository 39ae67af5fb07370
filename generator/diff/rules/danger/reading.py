"""Reading rendered objects, of which nothing is certain: what is missing or of another type reads as empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

EMPTY: Mapping[str, Any] = {}
OPTIONS = "argocd.argoproj.io/sync-options"
WAVE = "argocd.argoproj.io/sync-wave"


def at(node: object, *keys: str) -> Any:
    """The value under these keys, or None."""
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def mapping(node: object, *keys: str) -> Mapping[str, Any]:
    """The mapping under these keys."""
    value = at(node, *keys)
    return value if isinstance(value, dict) else EMPTY


def sequence(node: object, *keys: str) -> Sequence[Any]:
    """The list under these keys."""
    value = at(node, *keys)
    return value if isinstance(value, list) else ()


def items(node: object, *keys: str) -> list[Mapping[str, Any]]:
    """The mappings of the list under these keys."""
    return [item for item in sequence(node, *keys) if isinstance(item, dict)]


def text(node: object, *keys: str) -> str:
    """The text under these keys."""
    value = at(node, *keys)
    return value if isinstance(value, str) else ""


def texts(node: object, *keys: str) -> frozenset[str]:
    """The texts of the list under these keys."""
    return frozenset(item for item in sequence(node, *keys) if isinstance(item, str))


def whole(node: object, *keys: str) -> int | None:
    """The whole number under these keys."""
    value = at(node, *keys)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def labels(node: object) -> Mapping[str, Any]:
    """The labels of an object or of a template."""
    return mapping(node, "metadata", "labels")


def notes(node: object) -> Mapping[str, Any]:
    """The annotations of an object or of a template."""
    return mapping(node, "metadata", "annotations")


def note(node: object, key: str) -> str:
    """One annotation."""
    return text(notes(node), key)


def options(node: object) -> frozenset[str]:
    """The sync options of an object: `Prune=false`, `Force=true`."""
    return frozenset(part.strip() for part in note(node, OPTIONS).split(",") if part.strip())


def wave(node: object) -> int:
    """The sync wave of an object; one that is no number counts as 0, as in Argo CD."""
    try:
        return int(note(node, WAVE))
    except ValueError:
        return 0
