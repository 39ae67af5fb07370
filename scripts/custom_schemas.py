"""CustomResourceDefinition -> strict JSON Schema, as the API server would judge an object.

An unknown key is an error unless the definition preserves it, `nullable` allows null, int-or-string allows both.
Rules in CEL, defaults and the keys of list maps have no form in JSON Schema and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Schema = dict[str, Any]
KEPT = (
    *("type", "enum", "pattern", "minimum", "maximum", "multipleOf", "minLength", "maxLength"),
    *("minItems", "maxItems", "minProperties", "maxProperties", "required", "uniqueItems"),
)
STRING: Schema = {"type": "string"}
STRINGS: Schema = {"type": "object", "additionalProperties": STRING}
OWNER: Schema = {
    "type": "object",
    "required": ["apiVersion", "kind", "name", "uid"],
    "properties": {
        **dict.fromkeys(("apiVersion", "kind", "name", "uid"), STRING),
        **{key: {"type": "boolean"} for key in ("blockOwnerDeletion", "controller")},
    },
    "additionalProperties": False,
}
NAMES = ("name", "generateName", "namespace", "uid", "resourceVersion", "selfLink", "deletionTimestamp")
METADATA: Schema = {
    "type": "object",
    "properties": {
        **dict.fromkeys(NAMES, STRING),
        "creationTimestamp": {"type": ["string", "null"]},
        "generation": {"type": "integer"},
        "deletionGracePeriodSeconds": {"type": "integer"},
        "labels": STRINGS,
        "annotations": STRINGS,
        "finalizers": {"type": "array", "items": STRING, "uniqueItems": True},
        "ownerReferences": {"type": "array", "items": OWNER},
        "managedFields": {"type": "array"},
    },
    "additionalProperties": False,
}
IDENTITY: Schema = {"apiVersion": STRING, "kind": STRING, "metadata": METADATA}


def definitions(folder: Path, kinds: set[str]) -> Iterator[Schema]:
    """The definitions of these kinds in a folder's YAML files; templates are not YAML and are passed by."""
    for file in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        try:
            documents = list(yaml.load_all(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
        except yaml.YAMLError:
            continue
        for document in documents:
            is_one = isinstance(document, dict) and document.get("kind") == "CustomResourceDefinition"
            if is_one and document["spec"]["names"]["kind"] in kinds:
                yield document


def schemas(definition: Schema) -> Iterator[tuple[str, Schema]]:
    """`GROUP/kind_version.json` and the schema, for each served version, or each stable one where there is one."""
    group, kind = definition["spec"]["group"], definition["spec"]["names"]["kind"]
    served = [version for version in definition["spec"]["versions"] if version.get("served") and version.get("schema")]
    stable = [version for version in served if re.fullmatch("v[0-9]+", version["name"])]
    for version in stable or served:
        body = strict(version["schema"]["openAPIV3Schema"])
        identity = {
            "apiVersion": {"type": "string", "enum": [f"{group}/{version['name']}"]},
            "kind": {"type": "string", "enum": [kind]},
            "metadata": METADATA,
        }
        body["properties"] = {**body.get("properties", {}), **identity}
        body["required"] = sorted({*identity, *body.get("required", [])})
        head = {"$schema": "http://json-schema.org/draft-07/schema#"}
        yield f"{group}/{kind.lower()}_{version['name']}.json", {**head, **body}


def strict(schema: Schema, *, closed: bool = True) -> Schema:
    """One structural schema as JSON Schema; inside anyOf, oneOf, allOf and not nothing is closed."""
    out = {key: schema[key] for key in KEPT if key in schema}
    if "pattern" in out:
        out["pattern"] = portable(out["pattern"])
    if schema.get("format") == "date-time":
        out["format"] = "date-time"
    if schema.get("x-kubernetes-list-type") == "set" and _is_scalar(schema.get("items", {})):
        out["uniqueItems"] = True
    for exclusive, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if schema.get(exclusive) is True and limit in out:
            out[exclusive] = out.pop(limit)
    out.update({word: [strict(part, closed=False) for part in schema[word]] for word in _unions(schema)})
    if "not" in schema:
        out["not"] = strict(schema["not"], closed=False)
    if "items" in schema:
        out["items"] = strict(schema["items"], closed=closed)
    _properties(schema, out, closed=closed)
    if schema.get("x-kubernetes-int-or-string"):
        out.pop("type", None)
        out.setdefault("anyOf", [{"type": "integer"}, {"type": "string"}])
    return _nullable(out) if schema.get("nullable") else out


def portable(pattern: str) -> str:
    """Go's `(?i)` inside a pattern is refused by the engines of Rust, JavaScript and Python: spell both cases."""
    before, flag, after = pattern.partition("(?i)")
    if not flag:
        return pattern
    both = r"\\.|\[[^]]*\]|[A-Za-z]"
    after = after.replace("(?i)", "")
    return before + re.sub(both, lambda m: f"[{m[0].upper()}{m[0].lower()}]" if m[0].isalpha() else m[0], after)


def _properties(schema: Schema, out: Schema, *, closed: bool) -> None:
    if "properties" in schema:
        out["properties"] = {key: strict(part, closed=closed) for key, part in schema["properties"].items()}
    if isinstance(schema.get("additionalProperties"), dict):
        out["additionalProperties"] = strict(schema["additionalProperties"], closed=closed)
    elif "additionalProperties" in schema:
        out["additionalProperties"] = schema["additionalProperties"]
    if schema.get("x-kubernetes-embedded-resource"):
        out["properties"] = {**IDENTITY, **out.get("properties", {}), "metadata": METADATA}
    if closed and _is_closed(schema):
        out["additionalProperties"] = False


def _unions(schema: Schema) -> list[str]:
    return [word for word in ("anyOf", "oneOf", "allOf") if word in schema]


def _is_closed(schema: Schema) -> bool:
    is_object = schema.get("type") == "object" or "properties" in schema
    return is_object and not (schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema)


def _is_scalar(schema: Schema) -> bool:
    return schema.get("type") in ("string", "integer", "number", "boolean")


def _nullable(out: Schema) -> Schema:
    if "enum" in out and None not in out["enum"]:
        out["enum"] = [*out["enum"], None]
    if isinstance(out.get("type"), str):
        out["type"] = [out["type"], "null"]
    elif "anyOf" in out:
        out["anyOf"] = [*out["anyOf"], {"type": "null"}]
    return out
