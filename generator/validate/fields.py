"""Model and key path -> the keys that are known there."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Tag

UNIONS = (Union, types.UnionType)


def field_names(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a path below a model, sorted; the path may have pydantic's names of variants in it."""
    places: list[Any] = [model]
    for step in path:
        places = [inner for place in places for inner in _below(place, step)]
    return sorted({key for place in places for found in models(place) for key in keys_of(found)})


def keys_of(model: type[BaseModel]) -> dict[str, Any]:
    """The keys that a model knows by name, each with its annotation."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation allows."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from models(get_args(annotation)[0])
    elif get_origin(annotation) in UNIONS:
        for variant in get_args(annotation):
            yield from models(variant)


def _below(annotation: Any, step: str | int) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        names = [mark.tag for mark in marks if isinstance(mark, Tag)]
        if names and is_variant(step):
            yield from (inner for name in names if name == step)
        else:
            yield from _below(inner, step)
    elif origin in UNIONS:
        for variant in get_args(annotation):
            yield from _below(variant, step)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        known = keys_of(annotation)
        yield known[str(step)] if step in known else free_values(annotation)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield get_args(annotation)[1]
    elif isinstance(origin, type) and issubclass(origin, Sequence) and isinstance(step, int):
        yield get_args(annotation)[0]


def is_variant(step: str | int) -> bool:
    """Whether a step of pydantic's path is a variant's name, which stands in no file."""
    return isinstance(step, str) and step.startswith("(")


@cache
def free_values(model: type[BaseModel]) -> Any:
    """What a model takes under keys that it does not know by name; None where it takes no such keys."""
    if model.model_config.get("extra") != "allow":
        return None
    return get_args(get_type_hints(model)["__pydantic_extra__"])[1]
