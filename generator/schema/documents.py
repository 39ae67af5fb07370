"""Repository -> the schemas of its kinds of input file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel

from generator.apart import apart, is_anchor
from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.model.platform import Platform
from generator.model.service import Service
from generator.names import SHARED
from generator.nouns import Artifact
from generator.schema import names
from generator.schema.models import Definitions, Form, fields, required
from generator.schema.repository import Repository
from generator.schema.union import of_any
from generator.schema.values import Schema

ALONE = ("kind", "extends")
"""Keys that no layer says but a service's own file."""
DRAFT = "http://json-schema.org/draft-07/schema#"
SOURCES = {
    "platform": "config/platform.yaml",
    "service": "config/services",
    "template": "config",
    "environment": "config and environments",
}


def artifacts(repository: Repository) -> list[Artifact]:
    """The files in `schemas/`; that of templates where there are any."""
    return [
        Artifact(path=f"schemas/{kind}.schema.json", source=source, data=schema(kind, repository, apart))
        for kind, source in SOURCES.items()
        if kind != "template" or repository.templates
    ]


def schema(kind_of_file: str, repository: Repository, layout: names.Layout = list) -> Schema:
    """The JSON Schema of a kind of input file: `platform`, `service`, `template` or `environment`."""
    definitions = Definitions(names.of(repository, layout))
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
    definitions.found[kind]["properties"] |= {**says, "extends": _extends(definitions)}
    return {"if": {"required": ["kind"], "properties": says}, "then": layer}


def _extends(definitions: Definitions) -> Schema:
    field = fields(Service)["extends"]
    value = definitions.value(field.annotation, field.metadata, Form.LAYER)
    return {"description": field.description, **value}


def _template(definitions: Definitions, repository: Repository) -> Schema:
    """A template's file: every key of the kinds that extend one."""
    kinds = {kind for extending in repository.templates.values() for kind in extending} or {*KINDS}
    layer = of_any(definitions, [KINDS[kind].model for kind in KINDS if kind in kinds], ALONE)
    layer["properties"] |= {"extends": _extends(definitions)}
    return {"title": "config/templates/<name>.yaml", **layer, "type": "object"}


def _shared(definitions: Definitions, kinds: Sequence[str]) -> Schema:
    """A reference to what a layer says that services of some kinds share."""
    if len(kinds) == 1:
        return _layer(definitions, kinds[0])
    name = "-or-".join(kinds) or "nothing"
    if name not in definitions.found:
        definitions.found[name] = of_any(definitions, [KINDS[kind].model for kind in kinds], ALONE)
    return {"$ref": f"#/definitions/{name}"}


def _environment(definitions: Definitions, repository: Repository) -> Schema:
    """An environment's file: what differs from the platform's, and from each service's own."""
    layer = definitions.mapping(Environment, Form.LAYER)
    known = {name: _differing(definitions, repository, name) for name in definitions.names.services or ()}
    own = dict.fromkeys(SHARED, False)  # what no service is called: a list that ends with it ends with the same line
    layer["properties"]["services"] |= {"properties": {**known, **own}, "additionalProperties": False}
    templates = {
        name: {"description": f"what differs here in the template `{name}`", **_shared(definitions, kinds)}
        for name, kinds in repository.templates.items()
    }
    layer["properties"]["templates"] |= {"properties": templates, "additionalProperties": False}
    needed = [name for name in required(Environment) if name not in fields(Platform)]
    return {"title": "environments/<name>.yaml", **layer, "type": "object", "required": needed}


def _differing(definitions: Definitions, repository: Repository, name: str) -> Schema | None:
    """What an environment says of a service."""
    if is_anchor(name):
        return None
    kind = repository.services[name]
    return {"description": f"what differs here for `{name}`", **(_layer(definitions, kind) if kind else {})}


def _layer(definitions: Definitions, kind: str) -> Schema:
    """A reference to what a layer says of a service of some kind: every key but those of its own file alone."""
    if kind not in definitions.found:
        definitions.found[kind] = definitions.mapping(KINDS[kind].model, Form.LAYER, ALONE)
    return {"$ref": f"#/definitions/{kind}"}


def _document(schema: Schema, definitions: Definitions) -> Schema:
    return {"$schema": DRAFT, **schema, "definitions": dict(sorted(definitions.found.items()))}


WRITTEN: Mapping[str, Callable[[Definitions, Repository], Schema]] = {
    "platform": _platform,
    "service": _service,
    "template": _template,
    "environment": _environment,
}
