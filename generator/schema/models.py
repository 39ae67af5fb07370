"""Models -> JSON Schema definitions: each model whole, or as a layer that other layers complete."""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.apart import is_anchor
from generator.model.image import ImageFrom
from generator.model.scalar import Scalar
from generator.model.words import SERVICE_NAME
from generator.names import SHARED
from generator.schema.names import IMAGE, Names
from generator.schema.values import Schema, choice, has_any, listed, nullable, of_rule, within

PLAIN: Mapping[Any, Schema] = {
    bool: {"type": "boolean"},
    float: {"type": "number"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    Any: {},
}
ELSEWHERE: Schema = {
    "type": "null",
    "description": "goes with another form of this value; `null` removes it",
    "errorMessage": "goes with another form of this value, not with the keys beside it",
}
Model = type[BaseModel]


class Form(Enum):
    """How much of a model is asked for: all of it, or a layer, where nothing is required and `null` removes."""

    WHOLE = ""
    LAYER = ".layer"


class Definitions:
    """The definitions of one schema, each made when it is first referred to.

    A layer's definition takes `null`, as every key of a layer does. One that is whole has no type: `null` is fine in
    one place and wrong in another, so the type stands where it is referred to.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.found: dict[str, Schema] = {}
        self._models: dict[str, Model] = {}

    def of(self, model: Model, form: Form) -> Schema:
        """A reference to a model's definition."""
        name = model.__name__ + form.value
        if self._models.setdefault(name, model) is not model:
            raise ValueError(f"two models are called {model.__name__}, one of them in {model.__module__}")
        if name not in self.found:
            self.found[name] = {}  # a model may hold itself
            self.found[name].update(self.mapping(model, form))
        return _reference(name, "object", form)

    def mapping(self, model: Model, form: Form, but: Collection[str] = ()) -> Schema:
        """What a model takes, but for some keys; with the type left to say where it is whole."""
        schema: Schema = {"description": (model.__doc__ or "").partition("\n")[0]}
        if form is Form.LAYER:
            schema["type"] = ["object", "null"]
        elif needed := required(model):
            schema["required"] = needed
        schema["properties"] = {
            name: self._field(field, form) for name, field in fields(model).items() if name not in but
        }
        if model is ImageFrom and IMAGE in self.names.definitions:
            schema["properties"]["from"] |= self._named(IMAGE, form)
        if model.model_config.get("extra") == "allow":
            free = get_args(get_type_hints(model)["__pydantic_extra__"])[1]
            return schema | self._by_service(schema["properties"], self.value(free, (), form))
        return schema | {"additionalProperties": False}

    def value(self, annotation: Any, rules: Sequence[Any], form: Form) -> Schema:
        """What an annotation takes."""
        rules = _flat(rules)
        if rule := next((rule for rule in rules if isinstance(rule, Scalar)), None):
            return self._named(self.names.of[rule], form) if rule in self.names.of else of_rule(rule)
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(inner[0], [*inner[1:], *rules], form)
        if origin in (Union, types.UnionType):
            return self._union(inner, rules, form)
        if origin is Literal:
            return listed(inner)
        if origin is list:
            return within({"type": "array", "items": self.value(inner[0], (), Form.WHOLE)}, rules)
        if origin is dict:
            return self._map(inner, rules, form)
        return within(PLAIN[annotation], rules) if annotation in PLAIN else self.of(annotation, form)

    def _field(self, field: FieldInfo, form: Form) -> Schema:
        extra = field.json_schema_extra
        later = " (not used yet)" if isinstance(extra, dict) and "x-not-used-yet" in extra else ""
        value = self.value(field.annotation, field.metadata, form)
        return {"description": f"{field.description}{later}", **(nullable(value) if form is Form.LAYER else value)}

    def _union(self, variants: Sequence[Any], rules: Sequence[Any], form: Form) -> Schema:
        some = [variant for variant in variants if variant is not type(None)]
        models = [model for variant in some if _is_model(model := _bare(variant))]
        schemas = [
            self._forms(models, form) if _bare(variant) in models else self.value(variant, rules, form)
            for variant in some
            if _bare(variant) not in models[1:]
        ]
        return choice(schemas) if len(some) == len(variants) else nullable(choice(schemas))

    def _forms(self, models: Sequence[Model], form: Form) -> Schema:
        """One of several models: the first is meant, unless a key is there that only another has."""
        keys = {model: set(fields(model)) for model in models}
        schema = self.of(models[0], form)
        for model in reversed(models[1:]):
            own = keys[model] - set().union(*(keys[other] for other in models if other is not model))
            schema = {"if": has_any(sorted(own)), "then": self.of(model, form), "else": schema}
        if form is Form.LAYER:
            for model in models:
                others = sorted(set().union(*keys.values()) - keys[model])
                self.found[model.__name__ + form.value]["properties"] |= dict.fromkeys(others, ELSEWHERE)
        return schema

    def _map(self, inner: Sequence[Any], rules: Sequence[Any], form: Form) -> Schema:
        key, value = inner
        schema = self.value(value, (), form)
        if form is Form.LAYER:
            schema, rules = nullable(schema), ()
        if SERVICE_NAME in get_args(key):
            shared = dict.fromkeys(SHARED, schema)  # the one mapping of this sort is `sync.paused`
            return within({"type": "object", **self._by_service(shared, schema)}, rules)
        named = {} if key is str else {"propertyNames": self.value(key, (), Form.WHOLE)}
        return within({"type": "object", **named, "additionalProperties": schema}, rules)

    def _by_service(self, properties: Mapping[str, Schema], schema: Schema) -> Schema:
        """A mapping with services as keys: each is a property, so that editors offer it."""
        if self.names.services is None:
            names = of_rule(SERVICE_NAME)
            return {"properties": properties, "propertyNames": names, "additionalProperties": schema}
        known = {name: None if is_anchor(name) else schema for name in self.names.services}
        return {"properties": {**known, **properties}, "additionalProperties": False}

    def _named(self, name: str, form: Form) -> Schema:
        self.found[name] = self.names.definitions[name]
        return _reference(name, "string", form)


def fields(model: Model) -> dict[str, FieldInfo]:
    """The keys of a model, in its order."""
    return {str(field.alias or name): field for name, field in model.model_fields.items()}


def required(model: Model) -> list[str]:
    """The keys that a model does not do without."""
    return [name for name, field in fields(model).items() if field.is_required()]


def _reference(name: str, kind: str, form: Form) -> Schema:
    reference = {"$ref": f"#/definitions/{name}"}
    return reference if form is Form.LAYER else {"type": kind, "allOf": [reference]}


def _flat(rules: Sequence[Any]) -> list[Any]:
    """Rules, with those that a `Field` holds in its place."""
    return [inner for rule in rules for inner in (rule.metadata if isinstance(rule, FieldInfo) else [rule])]


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
