"""The demands of Kubernetes as JSON Schema, laid over its published schemas; a `title` says what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.check.demands import KEYS, ONE_OF, REQUIRED
from generator.check.enums import short

Schema = dict[str, Any]
INT32 = 2**31 - 1

VALUE_OR_SOURCE: Schema = {
    "not": {
        "required": ["value", "valueFrom"],
        "properties": {"value": {"type": "string", "minLength": 1}, "valueFrom": {"type": "object"}},
    },
    "title": "either `value` or `valueFrom`",
}

_QUANTITY = r"^\+?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$"
_FIELD = (
    r"^(metadata\.(name|namespace|uid)|metadata\.(labels|annotations)(\['.+'\])?"
    r"|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$"
)
_NAME = r"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$"
_LABEL = r"^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$"
_SHARE = r"^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$"
WORDS: Mapping[str, Schema] = {
    "text": {"minLength": 1, "title": "some text"},
    "items": {"minItems": 1, "title": "at least one item"},
    "storage": {"required": ["storage"]},
    "name": {"maxLength": 253, "pattern": _NAME, "title": "a name of at most 253 of a-z, 0-9, `-` and `.`"},
    "labels": {
        "additionalProperties": {
            "type": ["string", "null"],
            "maxLength": 63,
            "pattern": _LABEL,
            "title": "a label's value: at most 63 letters, digits, `-`, `_` and `.`",
        }
    },
    "path": {"pattern": "^/", "title": "a path that starts with `/`"},
    "field": {"pattern": _FIELD, "title": "a field of the pod such as `status.podIP`"},
    "share": {"pattern": _SHARE, "title": "a resource such as `limits.memory`"},
    "%": {
        "minimum": 0,
        "maximum": INT32,
        "pattern": "^(100|[0-9]{1,2})%$",
        "title": "a number or a share up to `100%`",
    },
    "%%": {"minimum": 0, "maximum": INT32, "pattern": "^[0-9]+%$", "title": "a number or a share such as `25%`"},
}
QUANTITY: Schema = {
    "oneOf": [{"type": ["string", "null"], "pattern": _QUANTITY}, {"type": ["number", "null"], "minimum": 0}],
    "title": "a quantity such as `500m` or `2Gi`",
}


def limited(name: str, definition: Schema) -> Schema:
    """A definition (`io.k8s.api.core.v1.Container@1.36`) with what Kubernetes asks of its values."""
    short_name = short(name)
    if short_name == "api.resource.Quantity":
        return QUANTITY
    if "properties" not in definition:
        return definition
    words = dict(pair.split("=") for pair in KEYS.get(short_name, "").split())
    known = definition["properties"]
    properties = {key: _property(schema, words.get(key, "")) for key, schema in known.items()}
    found: Schema = {**definition, "properties": properties}
    if required := [key for key in REQUIRED.get(short_name, "").split() if key in known]:
        found["required"] = list(dict.fromkeys([*definition.get("required", ()), *required]))
        properties |= {key: {**properties[key], "not": {"type": "null"}} for key in required}
    if keys := [key for key in ONE_OF.get(short_name, "").split() if key in known]:
        found["oneOf"] = [{"required": [key], "properties": {key: {"not": {"type": "null"}}}} for key in keys]
        found["title"] = f"exactly one of {', '.join(f'`{key}`' for key in keys)}"
    return {**found, **VALUE_OR_SOURCE} if short_name == "core.v1.EnvVar" else found


def _property(schema: Schema, word: str) -> Schema:
    """A key's schema with its own limit; no number is too large for its type, and no list holds nothing."""
    if word:
        return {**schema, **(WORDS[word] if word in WORDS else _between(word))}
    if schema.get("format") == "int32":
        return {**schema, **_between(f"{-INT32 - 1}..")}
    if "items" in schema:
        return {**schema, "items": _something(schema["items"])}
    return schema


def _something(items: Schema) -> Schema:
    if "$ref" in items:
        return {**items, "not": {"type": "null"}}
    types = items.get("type")
    return {**items, "type": [one for one in types if one != "null"]} if isinstance(types, list) else items


def _between(word: str) -> Schema:
    least, _, most = word.partition("..")
    most = most or str(INT32)
    title = f"at most `{most}`" if not least or least.startswith("-") else f"`{least}` to `{most}`"
    if most == str(INT32) and least in ("0", "1"):
        title = f"`{least}` or more"
    return {**({"minimum": int(least)} if least else {}), "maximum": int(most), "title": title}
