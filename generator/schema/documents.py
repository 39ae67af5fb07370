"""Repository -> the schemas of its three kinds of input file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic import BaseModel

from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.model.platform import Platform
from generator.model.service import Service
from generator.nouns import Artifact
from generator.schema import names
from generator.schema.models import Definitions, Form, fields, required
from generator.schema.repository import Repository
from generator.schema.values import Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
SOURCES = {"platform": "config/platform.yaml", "service": "config/services", "environment": "config and environments"}


def artifacts(repository: Repository) -> list[Artifact]:
    """The files in `schemas/`."""
    return [
        Artifact(path=f"schemas/{kind}.schema.json", source=source, data=schema(kind, repository))
        for kind, source in SOURCES.items()
    ]


def schema(kind_of_file: str, repository: Repository) -> Schema:
    """The JSON Schema of a kind of input file: `platform`, `service` or `environment`."""
    definitions = Definitions(names.of(repository))
    return _document(WRITTEN[kind_of_file](definitions, repository), definitions)


def complete(model: type[BaseModel]) -> Schema:
    """What a model takes when all layers have spoken, in any repository."""
    definitions = Definitions(names.everywhere())
    return _document({"type": "object", **definitions.mapping(model, Form.WHOLE)}, definitions)


def _platform(definitions: Definitions, repository: Repository) -> Schema:
    """The platform's file, which no other completes."""
    whole = definitions.mapping(Platform, Form.WHOLE)
    known = {kind: _layer(definitions, kind) for kind in KINDS}
    whole["properties"]["defaults"] |= {"properties": known, "additionalProperties": False}
    return {"title": "config/platform.yaml", "type": "object", **whole}


def _service(definitions: Definitions, repository: Repository) -> Schema:
    """A service's file: its kind tells which keys there are."""
    words = [fields(kind.model)["kind"].description for kind in KINDS.values()]
    kind = {"description": fields(Service)["kind"].description, "enum": list(KINDS), "enumDescriptions": words}
    document = {
        "title": "config/services/<name>.yaml",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": kind},
    }
    return document | {"allOf": [_variant(definitions, name) for name in KINDS]}


def _variant(definitions: Definitions, kind: str) -> Schema:
    """What a service's file says if it is of some kind."""
    says = {"kind": {"const": kind}}
    layer = _layer(definitions, kind)
    definitions.found[kind]["properties"] |= says
    return {"if": {"required": ["kind"], "properties": says}, "then": layer}


def _environment(definitions: Definitions, repository: Repository) -> Schema:
    """An environment's file: what differs from the platform's, and from each service's own."""
    layer = definitions.mapping(Environment, Form.LAYER)
    known = {
        name: {"description": f"what differs here for `{name}`", **(_layer(definitions, kind) if kind else {})}
        for name, kind in repository.services.items()
    }
    layer["properties"]["services"] |= {"properties": known, "additionalProperties": False}
    own = [name for name in required(Environment) if name not in fields(Platform)]
    return {"title": "environments/<name>.yaml", **layer, "type": "object", "required": own}


def _layer(definitions: Definitions, kind: str) -> Schema:
    """A reference to what a layer says of a service of some kind: every key but `kind`."""
    if kind not in definitions.found:
        definitions.found[kind] = definitions.mapping(KINDS[kind].model, Form.LAYER)
        del definitions.found[kind]["properties"]["kind"]
    return {"$ref": f"#/definitions/{kind}"}


def _document(schema: Schema, definitions: Definitions) -> Schema:
    return {"$schema": DRAFT, **schema, "definitions": dict(sorted(definitions.found.items()))}


WRITTEN: Mapping[str, Callable[[Definitions, Repository], Schema]] = {
    "platform": _platform,
    "service": _service,
    "environment": _environment,
}
