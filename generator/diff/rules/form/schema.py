"""A value against the schema of a CustomResourceDefinition: only what changed is judged, as Kubernetes does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from generator.diff.nouns import Hit
from generator.diff.rules.expression import UnreadError, answer
from generator.kubernetes.reading import items, mapping, sequence, text

Schema = Mapping[str, Any]
TYPES: Mapping[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
FREE = "x-kubernetes-preserve-unknown-fields"
EITHER = "x-kubernetes-int-or-string"
Bound = Callable[[Any, Any], bool]
NUMBERS: Mapping[str, Bound] = {
    "maximum": lambda value, bound: value <= bound,
    "minimum": lambda value, bound: value >= bound,
    "multipleOf": lambda value, bound: Decimal(str(value)) % Decimal(str(bound)) == 0,
}
SIZES: Mapping[str, tuple[type, Bound]] = {
    "maxItems": (list, lambda size, bound: size <= bound),
    "minItems": (list, lambda size, bound: size >= bound),
    "maxLength": (str, lambda size, bound: size <= bound),
    "minLength": (str, lambda size, bound: size >= bound),
    "maxProperties": (dict, lambda size, bound: size <= bound),
    "minProperties": (dict, lambda size, bound: size >= bound),
}


class Place(NamedTuple):
    """A value with what it was; `old` is None where there is nothing to compare with."""

    path: str
    new: Any
    old: Any


class Judge:
    """The schema of one version of a kind."""

    def __init__(self, schema: Schema, kind: str) -> None:
        self._schema = schema
        self._kind = kind

    def hits(self, new: Any, old: Any) -> Iterator[Hit]:
        """What the API server refuses in a value that was `old`."""
        yield from self._judged(self._schema, Place("", new, old))

    def unknown(self, new: Any) -> Iterator[str]:
        """The paths of all fields that the schema does not have, or not of this type."""
        yield from _unknown(self._schema, new, "")

    def _judged(self, schema: Schema, place: Place) -> Iterator[Hit]:
        if place.new is None or (place.old is not None and place.new == place.old):
            return
        if not _is_of_type(schema, place.new):
            yield Hit(f"`{place.path}` of a `{self._kind}` is of the type `{schema['type']}`", place.path)
            return
        yield from (Hit(f"`{place.path}` {why}", place.path) for why in _wrong(schema, place))
        if isinstance(place.new, dict):
            yield from self._mapping(schema, place)
        if isinstance(place.new, list):
            yield from self._list(schema, place)

    def _mapping(self, schema: Schema, place: Place) -> Iterator[Hit]:
        properties, more = mapping(schema, "properties"), schema.get("additionalProperties")
        for key in sequence(schema, "required"):
            if place.new.get(key) is None and "default" not in mapping(properties, str(key)):
                path = _below(place.path, str(key))
                yield Hit(f"`{path}` is required, once anything beside it changes", path)
        for key, value in place.new.items():
            inner = properties.get(key, more)
            old = place.old.get(key) if isinstance(place.old, dict) else None
            if isinstance(inner, dict):
                yield from self._judged(inner, Place(_below(place.path, key), value, old))

    def _list(self, schema: Schema, place: Place) -> Iterator[Hit]:
        keys = [str(key) for key in sequence(schema, "x-kubernetes-list-map-keys")]
        before = place.old if isinstance(place.old, list) else []
        known = {tuple(one.get(key) for key in keys): one for one in before if keys and isinstance(one, dict)}
        for position, one in enumerate(place.new):
            old = known.get(tuple(one.get(key) for key in keys)) if keys and isinstance(one, dict) else None
            yield from self._judged(mapping(schema, "items"), Place(f"{place.path}[{position}]", one, old))


def _wrong(schema: Schema, place: Place) -> Iterator[str]:
    new = place.new
    if (several := sequence(schema, "enum")) and new not in several:
        yield f"is one of {', '.join(f'`{one}`' for one in several)}"
    for word, holds in NUMBERS.items():
        if (
            word in schema
            and isinstance(new, int | float)
            and not isinstance(new, bool)
            and not holds(new, schema[word])
        ):
            yield f"has the {word} {schema[word]}"
    for word, (kind, holds) in SIZES.items():
        if (
            word in schema
            and isinstance(new, list | str | dict)
            and isinstance(new, kind)
            and not holds(len(new), schema[word])
        ):
            yield f"has the {word} {schema[word]}"
    if isinstance(new, str) and text(schema, "pattern") and not _fits(text(schema, "pattern"), new):
        yield "does not have the pattern that the definition asks for"
    for rule in items(schema, "x-kubernetes-validations"):
        if not _holds(text(rule, "rule"), place):
            yield f"is against a rule of its definition: {text(rule, 'message') or text(rule, 'rule')}"


def _holds(rule: str, place: Place) -> bool:
    """Whether a rule of the definition holds; one over what it was is asked only where it was something."""
    if "oldSelf" in rule and place.old is None:
        return True
    try:
        return answer(rule, {"self": place.new, "oldSelf": place.old}) is not False
    except UnreadError:
        return True


def _fits(pattern: str, value: str) -> bool:
    try:
        return re.search(pattern, value) is not None
    except re.error:  # written for another engine
        return True


def _is_of_type(schema: Schema, value: Any) -> bool:
    kinds = TYPES.get(text(schema, "type"))
    if kinds is None or schema.get(EITHER) is True:
        return True
    return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))


def _unknown(schema: Schema, value: Any, path: str) -> Iterator[str]:
    if value is not None and not _is_of_type(schema, value):
        yield path
        return
    if isinstance(value, list):
        for position, one in enumerate(value):
            yield from _unknown(mapping(schema, "items"), one, f"{path}[{position}]")
    if not isinstance(value, dict) or schema.get(FREE) is True or schema.get(EITHER) is True:
        return
    properties, more = mapping(schema, "properties"), schema.get("additionalProperties")
    for key, one in value.items():
        inner = properties.get(key, more)
        if isinstance(inner, dict):
            yield from _unknown(inner, one, _below(path, key))
        elif not inner and not (
            schema.get("x-kubernetes-embedded-resource") and key in ("apiVersion", "kind", "metadata")
        ):
            yield _below(path, key)


def _below(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
