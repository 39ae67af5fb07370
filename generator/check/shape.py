"""A schema, walked by the path of a value in an object: what would be right there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.finding import Path

Schema = Mapping[str, Any]
EMPTY: Schema = {}


class Shape:
    """What a kind's schema says of each place in an object."""

    def __init__(self, document: Schema) -> None:
        self._document = document
        self._definitions: Schema = document.get("$defs", EMPTY)

    def at(self, path: Path) -> Schema:
        """The schema of the value at a path; empty where the schema says nothing."""
        schema = self._document
        for step in path:
            schema = self._below(schema, step)
        return schema

    def keys(self, schema: Schema) -> set[str]:
        """The keys that a mapping may have there."""
        return set(schema.get("properties", ()))

    def types(self, schema: Schema) -> list[str]:
        """The types that a value may have there."""
        found = [name for part in self._parts(schema) for name in _listed(part.get("type", ()))]
        return list(dict.fromkeys(found))

    def _below(self, schema: Schema, step: str | int) -> Schema:
        if isinstance(step, int):
            return self._resolved(schema.get("items", EMPTY))
        other = schema.get("additionalProperties", EMPTY)
        properties = schema.get("properties", EMPTY)
        return self._resolved(properties.get(step, other if isinstance(other, Mapping) else EMPTY))

    def _resolved(self, schema: Schema) -> Schema:
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return schema
        rest = {word: rule for word, rule in schema.items() if word != "$ref"}
        return {**self._resolved(self._definitions[reference.removeprefix("#/$defs/")]), **rest}

    def _parts(self, schema: Schema) -> Iterator[Schema]:
        yield schema
        for word in ("anyOf", "oneOf"):
            for part in schema.get(word, ()):
                yield from self._parts(self._resolved(part))


def _listed(types: Any) -> list[str]:
    return [types] if isinstance(types, str) else list(types)
