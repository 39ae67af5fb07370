"""The embedded schemas: which kinds there are, the schema of each, compiled when the first object of it comes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.check.enums import laid_over, laid_over_custom
from generator.check.limits import limited

if TYPE_CHECKING:
    from jsonschema_rs import Validator

Schema = dict[str, Any]
FOLDER = Path(__file__).parent / "schemas"
VERSIONS = ("1.35", "1.36", "1.37")
"""The versions of Kubernetes whose schemas are embedded."""


def judges(kubernetes: str) -> tuple[str, ...]:
    """The versions that judge an environment's objects: its own and the next, where that one is embedded."""
    position = VERSIONS.index(kubernetes)
    return VERSIONS[position : position + 2]


def kinds(version: str) -> list[str]:
    """Every kind, as `apps/v1/Deployment`."""
    custom = (document(key, version) for key in _custom())
    pairs = ((schema["properties"][key]["enum"][0] for key in ("apiVersion", "kind")) for schema in custom if schema)
    return sorted([*_library()["kinds"][version], *("/".join(pair) for pair in pairs)])


@cache
def document(kind: str, version: str) -> Schema | None:
    """The whole schema of a kind (`apps/v1/Deployment`) in one version of Kubernetes; None if there is none."""
    key = _library()["kinds"][version].get(kind)
    if key is None:
        return _custom_document(kind)
    definitions = {name: limited(name, laid_over(name, body)) for name, body in _closure(key).items()}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **definitions.pop(key), "$defs": definitions}


@cache
def validator(kind: str, version: str) -> Validator | None:
    """The compiled schema of a kind."""
    import jsonschema_rs  # only who judges an object pays for it

    schema = document(kind, version)
    return None if schema is None else jsonschema_rs.validator_for(schema)


@cache
def pieces(version: str) -> Schema:
    """The schema of `pod` and `container`, which may lack anything that a whole pod or container has."""
    parts = {"pod": _definition("PodSpec", version), "container": _definition("Container", version)}
    definitions = {name: laid_over(name, body) for key in parts.values() for name, body in _closure(key).items()}
    properties = {name: {**definitions[key], "required": []} for name, key in parts.items()}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
    return {**head, "properties": properties, "$defs": definitions}


@cache
def judge_of_pieces(version: str) -> Validator:
    """Its compiled form."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(pieces(version))


def _definition(name: str, version: str) -> str:
    """The key of a definition of Kubernetes' core, whether or not versions differ in it."""
    versioned = f"io.k8s.api.core.v1.{name}@{version}"
    return versioned if versioned in _library()["definitions"] else versioned.partition("@")[0]


def is_custom(kind: str) -> bool:
    """Whether a kind is not Kubernetes' own."""
    return kind.lower() in _custom()


@cache
def same(kind: str, *versions: str) -> bool:
    """Whether these versions judge a kind alike."""
    return len({_library()["kinds"][version].get(kind, "") for version in versions}) == 1


def _custom_document(kind: str) -> Schema | None:
    file = _custom().get(kind.lower())
    if file is None:
        return None
    schema: Schema = json.loads(file.read_text(encoding="utf-8"))
    name = schema["properties"]["kind"]["enum"][0]
    asked = kind.rpartition("/")[2]
    return laid_over_custom(name, schema) if asked in (name, name.lower()) else None


@cache
def _library() -> Schema:
    library: Schema = json.loads((FOLDER / "kubernetes.json").read_text(encoding="utf-8"))
    return library


@cache
def _custom() -> dict[str, Path]:
    found = {}
    for group in (FOLDER / "custom").iterdir():
        for file in group.iterdir():
            kind, version = file.name.removesuffix(".json").split("_")
            found[f"{group.name}/{version}/{kind}".lower()] = file
    return dict(sorted(found.items()))


def _closure(key: str) -> dict[str, Schema]:
    """A kind's definition and every one that it reaches."""
    definitions = _library()["definitions"]
    found: dict[str, Schema] = {}
    waiting = [key]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = definitions[name]
            waiting.extend(_references(definitions[name]))
    return found


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = node.get("$ref")
        inner = [name for value in node.values() for name in _references(value)]
        return [*inner, own.removeprefix("#/$defs/")] if isinstance(own, str) else inner
    return [name for item in node for name in _references(item)] if isinstance(node, list) else []
