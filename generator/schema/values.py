"""The rule of one value -> its JSON Schema, with messages for editors; unions are told apart by `if`, never `anyOf`.

`errorMessage` and `patternErrorMessage` are what editors show in place of a pattern or a long list; validators ignore
both, as they ignore every word that they do not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.model.scalar import Choice, Scalar

Schema = dict[str, Any]

NOTHING = "[^\\s\\S]"
"""A pattern that no text matches."""
BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
LENGTHS = {"string": "Length", "array": "Items", "object": "Properties"}


def of_rule(rule: Scalar) -> Schema:
    """The JSON Schema of a rule, with what it expects in words."""
    schema = rule.schema()
    text = getattr(getattr(rule, "text", rule), "expected", "")
    if "anyOf" in schema:
        either = getattr(rule, "expected", text)
        return choice([_worded(variant, text, either) for variant in schema["anyOf"]])
    return _worded(schema, text, text if isinstance(rule, Choice) else "")


def _worded(schema: Schema, text: str, other: str) -> Schema:
    """A schema whose errors say what is expected; no editor has words for `not`, so it becomes a pattern too."""
    worded = {key: value for key, value in schema.items() if key != "not"}
    if other and "pattern" not in schema:
        worded["errorMessage"] = f"expected {other}"
    if "pattern" in schema:
        worded["patternErrorMessage"] = f"expected {text}"
    if "not" in schema:
        worded["if"] = {"type": "string", **schema["not"]}
        worded["then"] = {"pattern": NOTHING, "patternErrorMessage": f"expected {text}"}
    return worded


def within(schema: Schema, rules: Iterable[Any]) -> Schema:
    """A schema with the bounds of pydantic's own rules."""
    noun = LENGTHS.get(type_of(schema), "")
    keywords = {**BOUNDS, "min_length": f"min{noun}", "max_length": f"max{noun}"}
    found = {keywords[name]: getattr(rule, name) for rule in rules for name in keywords if hasattr(rule, name)}
    return {**schema, **found}


def listed(values: Iterable[str]) -> Schema:
    """One of some texts."""
    return {"type": "string", "enum": list(values)}


def has_any(keys: Sequence[str]) -> Schema:
    """A mapping in which one of some keys has a value."""
    each = [{"required": [key], "properties": {key: {"not": {"type": "null"}}}} for key in keys]
    return {"type": "object", **(each[0] if len(each) == 1 else {"anyOf": each})}


def choice(variants: Sequence[Schema]) -> Schema:
    """One of several types: the first is meant, unless the value's type is another's."""
    meant, *others = variants
    for other in reversed(others):
        kind = type_of(other)
        meant = {"if": {"type": "number" if kind == "integer" else kind}, "then": other, "else": meant}
    return meant


def nullable(schema: Schema) -> Schema:
    """The same, or `null`; a schema without a type of its own refers to one that takes `null` already."""
    if "else" in schema:
        return {**schema, "else": nullable(schema["else"])}
    if not isinstance(schema.get("type"), str):
        return schema
    enum = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **enum}


def type_of(schema: Schema) -> str:
    """The type that a schema means."""
    if "else" in schema:
        return type_of(schema["else"])
    kind: str = schema.get("type", "object")
    return kind
