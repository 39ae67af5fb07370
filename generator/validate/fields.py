"""Model and key path -> the keys that are known there."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel


def field_names(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a path below a model, sorted."""
    places: list[Any] = [model]
    for step in path:
        places = [inner for place in places for inner in _below(place, step)]
    return sorted({_alias(name, field) for place in places for found in models(place) for name, field in found.model_fields.items()})


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation allows."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Annotated,):
        yield from models(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for variant in get_args(annotation):
            yield from models(variant)


def _below(annotation: Any, step: str | int) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _below(get_args(annotation)[0], step)
    elif origin in (Union, types.UnionType):
        for variant in get_args(annotation):
            yield from _below(variant, step)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        known = {_alias(name, field): field.annotation for name, field in annotation.model_fields.items()}
        if step in known or (free := free_values(annotation)) is None:
            yield known.get(str(step))
        else:
            yield free
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield get_args(annotation)[1]
    elif isinstance(origin, type) and issubclass(origin, Sequence) and isinstance(step, int):
        yield get_args(annotation)[0]


def free_values(model: type[BaseModel]) -> Any:
    """What a model takes under keys that it does not know by name; None where it takes no such keys."""
    if model.model_config.get("extra") != "allow":
        return None
    return get_args(get_type_hints(model)["__pydantic_extra__"])[1]


def _alias(name: str, field: Any) -> str:
    return str(field.alias or name)
