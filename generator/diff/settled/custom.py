"""An object of a kind that a definition of the same environment brings: its defaults, its lists' keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.settled.pods import structure

Plain = dict[str, Any]

DEEPEST = 64


def complete(value: Any, schema: Mapping[str, Any], depth: int = 0) -> None:
    """Write the defaults of a schema into a copy."""
    if depth > DEEPEST:
        return
    if type(value) is list:
        if type(items := schema.get("items")) is dict:
            for one in value:
                complete(one, items, depth + 1)
    elif type(value) is dict:
        _fields(value, schema, depth)


def _fields(value: Plain, schema: Mapping[str, Any], depth: int) -> None:
    for name, inner in (structure(schema, "properties") or {}).items():
        if type(inner) is dict:
            if name not in value and "default" in inner:
                value[name] = _copy(inner["default"])
            complete(value.get(name), inner, depth + 1)
    if (others := structure(schema, "additionalProperties")) is not None:
        for one in value.values():
            complete(one, others, depth + 1)


def _copy(value: Any) -> Any:
    if type(value) is dict:
        return {name: _copy(one) for name, one in value.items()}
    return [_copy(one) for one in value] if type(value) is list else value


def keys(schema: Mapping[str, Any] | None) -> Mapping[str, tuple[str, ...]]:
    """The lists that the schema wants merged, by name, with what names their entries."""
    found: dict[str, tuple[str, ...]] = {}
    _collect(schema or {}, found, 0)
    return found


def _collect(schema: Mapping[str, Any], found: dict[str, tuple[str, ...]], depth: int) -> None:
    properties = (structure(schema, "properties") or {}) if depth < DEEPEST else {}
    for name, inner in properties.items():
        if type(inner) is dict:
            if inner.get("x-kubernetes-list-type") == "map":
                found[name] = tuple(inner.get("x-kubernetes-list-map-keys", ()))
            _collect(inner, found, depth + 1)
            if type(items := inner.get("items")) is dict:
                _collect(items, found, depth + 1)
