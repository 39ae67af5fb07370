"""An object that its schema refuses -> findings in plain words: where, what was found, what was expected."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.check import catalog
from generator.check.advice import choice, did_you_mean
from generator.check.finding import Finding, Path, dotted
from generator.check.resource import Resource
from generator.check.shape import Shape

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

NOTHING = "found nothing (null)"
Told = tuple[Path, str, str, str]
TYPES = {"object": "a mapping", "array": "a list", "string": "text", "integer": "a whole number", "number": "a number"}
TYPES |= {"boolean": "`true` or `false`", "null": "nothing"}


def mismatches(resource: Resource, version: str, note: str = "") -> Iterator[Finding]:
    """Every way in which the object misses its schema; of a union's parts only the union itself."""
    key = f"{resource.version}/{resource.kind}"
    validator, document = catalog.validator(key, version), catalog.document(key, version)
    if validator is None or document is None:
        return
    for path, code, text, hint in texts(document, validator, resource.body):
        yield resource.finding(path, code, f"{resource}: {text}{note}", hint)


def texts(document: Mapping[str, Any], validator: Validator, body: Mapping[str, Any]) -> Iterator[Told]:
    """Path, code, text and hint for each way in which data miss a schema."""
    shape = Shape(document)
    for error in validator.iter_errors(body):
        yield from _texts(shape, error)


def _texts(shape: Shape, error: ValidationError) -> Iterator[Told]:
    """Path, code, text and hint for each thing that one error of the engine says."""
    path: Path = tuple(error.instance_path)
    word, value, schema = str(error.schema_path[-1]), error.instance, shape.at(path)
    types = shape.types(schema)
    match word:
        case "additionalProperties":
            yield from _unknown_keys(path, value, shape.keys(schema))
        case "required":
            for key in _missing(value, schema):
                yield path, "schema-missing-key", f"the key `{key}` is missing{_where(path)}", f"add `{key}`"
        case "type" | "anyOf" | "oneOf" if _type(value) not in types:
            yield _wrong_type(path, value, types)
        case "enum" if types and _type(value) not in types:
            return  # told as a wrong type
        case "enum":
            yield _unknown_value(path, value, [one for one in schema.get("enum", ()) if one is not None])
        case _:
            yield path, "schema-invalid-value", *_broken(path, word, value, schema)


def _broken(path: Path, word: str, value: object, schema: Mapping[str, Any]) -> tuple[str, str]:
    """Text and hint for a value that breaks a rule: what was expected, where that has words."""
    found = f"{_found(value)}{_where(path)}"
    expected = "something" if word == "not" and value is None else schema.get("title")
    if expected:
        return f"{found}, expected {expected}", f"write {expected}"
    rule = json.dumps(schema.get(word), ensure_ascii=False)
    return f"{found}, which breaks the rule {f'`{word}: {rule}`' if len(rule) <= 80 else f'`{word}`'}", ""


def _unknown_keys(path: Path, value: object, known: set[str]) -> Iterator[Told]:
    for key in sorted(value.keys() - known) if isinstance(value, dict) else ():
        hint = did_you_mean(key, known, "remove it" if len(known) > 12 else f"known there: {choice(sorted(known))}")
        yield (*path, key), "schema-unknown-key", f"unknown key `{key}`{_where(path)}", hint


def _missing(value: object, schema: Mapping[str, Any]) -> list[str]:
    return [key for key in schema.get("required", ()) if isinstance(value, dict) and key not in value]


def _wrong_type(path: Path, value: object, types: list[str]) -> Told:
    expected = " or ".join(TYPES[name] for name in types if name != "null")
    text = f"{_found(value)}{_where(path)}, expected {expected}"
    return path, "schema-wrong-type", text, _remedy(value, types, expected)


def _unknown_value(path: Path, value: object, values: list[Any]) -> Told:
    hint = did_you_mean(str(value), map(str, values), f"write {choice(values)}")
    return path, "schema-unknown-value", f"{_found(value)}{_where(path)}, expected {choice(values)}", hint


def _type(value: object) -> str:
    """The type of a value in JSON Schema's words."""
    if isinstance(value, bool):
        return "boolean"
    names = {dict: "object", list: "array", str: "string", int: "integer", float: "number"}
    return names.get(type(value), "null")


def _remedy(value: object, types: list[str], expected: str) -> str:
    """The quotes are most often what is wrong with a scalar."""
    if "string" in types and isinstance(value, bool | int | float):
        return "put it in quotes"
    is_number = isinstance(value, str) and re.fullmatch("[0-9]+", value) is not None
    return "write it without quotes" if is_number and "integer" in types else f"write {expected}"


def _where(path: Path) -> str:
    return f" at `{dotted(path)}`" if path else ""


def _found(value: object) -> str:
    """The value as the reader knows it; a long one is cut."""
    if isinstance(value, dict):
        return "found a mapping"
    if isinstance(value, list):
        return "found a list"
    if isinstance(value, str):
        shown = value if len(value) <= 40 else f"{value[:39]}…"
        return f"found the text `{shown}`" if shown else "found an empty text"
    return f"found `{json.dumps(value)}`" if value is not None else NOTHING
