"""Several models -> the schema of a layer that any of them may complete: a template, which any kind may extend."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from generator.schema.models import Definitions, Form
from generator.schema.values import Schema


def of_any(definitions: Definitions, models: Sequence[type[BaseModel]], but: Collection[str]) -> Schema:
    """Any key of any model; where they do not mean the same by it, with any value."""
    before = {*definitions.found}
    found: dict[str, Schema] = {}
    for model in models:
        for name, schema in definitions.mapping(model, Form.LAYER, but)["properties"].items():
            first = found.setdefault(name, schema)
            if schema != first and _meaning(first, definitions) != _meaning(schema, definitions):
                found[name] = {"description": first["description"]}
    for name in definitions.found.keys() - before - {*_named(found, definitions, set())}:
        del definitions.found[name]
    return {"type": ["object", "null"], "properties": found, "additionalProperties": False}


def _meaning(node: Any, definitions: Definitions, above: tuple[str, ...] = ()) -> Any:
    """What a schema says, without the words for people and the names of its definitions."""
    if isinstance(node, list):
        return [_meaning(item, definitions, above) for item in node]
    if not isinstance(node, dict):
        return node
    name = str(node.get("$ref", "")).rpartition("/")[2]
    if name and name not in above:
        node = {**node, **definitions.found[name]}
        above = (*above, name)
    words = ("description", "$ref")
    return {key: _meaning(value, definitions, above) for key, value in node.items() if key not in words}


def _named(node: Any, definitions: Definitions, seen: set[str]) -> Iterator[str]:
    """The definitions that a schema refers to, over others or not."""
    if isinstance(node, dict) and "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if name not in seen:
            seen.add(name)
            yield name
            yield from _named(definitions.found[name], definitions, seen)
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _named(inner, definitions, seen)
