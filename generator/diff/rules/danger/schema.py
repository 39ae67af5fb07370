"""Structural schemas of custom resources: what of an object they do not allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import mapping, sequence, text, texts

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


def mismatches(schema: Mapping[str, Any], value: Any, path: str = "") -> Iterator[str]:
    """Each place where a value does not fit: `spec.color: not one of blue`."""
    if value is None and schema.get("nullable") is True:
        return
    wanted = _TYPES.get(text(schema, "type"))
    is_text = schema.get("x-kubernetes-int-or-string") is True
    if wanted and not is_text and (not isinstance(value, wanted) or (wanted != (bool,) and isinstance(value, bool))):
        yield f"{path}: not of type {text(schema, 'type')}"
        return
    yield from (f"{path}: {words}" for words in _bounds(schema, value))
    if isinstance(value, dict):
        yield from _fields(schema, value, path)
    for position, item in enumerate(value) if isinstance(value, list) else ():
        yield from mismatches(mapping(schema, "items"), item, f"{path}[{position}]")


def _bounds(schema: Mapping[str, Any], value: Any) -> Iterator[str]:
    allowed = sequence(schema, "enum")
    if allowed and value not in allowed:
        yield f"not one of {', '.join(map(str, allowed))}"
    number = quantity(value) if isinstance(value, int | float) else None
    for key, sign in (("maximum", 1), ("minimum", -1)):
        bound = quantity(schema.get(key))
        if number is not None and bound is not None and (number - bound) * sign > 0:
            yield f"beyond the {key} of {schema[key]}"
    size = len(value) if isinstance(value, str | list) else None
    for key, sign in (("maxLength", 1), ("minLength", -1), ("maxItems", 1), ("minItems", -1)):
        edge = schema.get(key)
        fits = isinstance(value, str if key.endswith("Length") else list)
        if size is not None and fits and isinstance(edge, int) and (size - edge) * sign > 0:
            yield f"beyond the {key} of {edge}"
    if isinstance(value, str) and not _matches(text(schema, "pattern"), value):
        yield "not of the pattern"


def _matches(pattern: str, value: str) -> bool:
    try:
        return not pattern or re.search(pattern, value) is not None
    except re.error:  # a pattern of Go's that Python does not know
        return True


def _fields(schema: Mapping[str, Any], value: Mapping[str, Any], path: str) -> Iterator[str]:
    for key in sorted(texts(schema, "required")):
        if key not in value:
            yield f"{path}.{key}".lstrip(".") + ": required"
    known, others = mapping(schema, "properties"), schema.get("additionalProperties")
    is_open = others is True or schema.get("x-kubernetes-preserve-unknown-fields") is True or not schema
    for key, inner in value.items():
        below = f"{path}.{key}".lstrip(".")
        if key in known:
            yield from mismatches(mapping(known, key), inner, below)
        elif isinstance(others, dict):
            yield from mismatches(others, inner, below)
        elif not is_open and (path or key not in ("apiVersion", "kind", "metadata")):
            yield f"{below}: not in the schema"
