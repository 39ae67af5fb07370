"""Layers -> the keys that are read and checked, and that nothing follows from yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.errors import Place, Problem
from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.nodes import Branch
from generator.nouns import Fleet
from generator.validate.fields import free_values, models

Keys = Mapping[Place, str]
"""Where a key is set that nothing follows from yet -> its path."""


def unused(fleet: Fleet) -> tuple[Problem, ...]:
    """Each key of that kind that is set anywhere, once, at its place."""
    return told(everywhere(fleet).values())


def told(keys: Iterable[Keys]) -> tuple[Problem, ...]:
    """The same, of keys that were found by parts."""
    every = {place: path for part in keys for place, path in part.items()}
    return tuple(
        Problem(code="not-used-yet", message=f"`{path}` is not used yet", place=place, severity="warning")
        for place, path in sorted(every.items())
    )


def everywhere(fleet: Fleet) -> Mapping[str, Keys]:
    """environment -> the keys of that kind in it; under "" those of services without any environment."""
    found: dict[str, dict[Place, str]] = {}
    for (environment, name), tree in fleet.layers.items():
        here = found.setdefault(environment, {})
        model: type[BaseModel] | None = Environment
        if name:
            kind = tree.children.get("kind")
            register = KINDS.get(str(getattr(kind, "value", "")))
            model = register.model if register is not None else None
        if model is not None:
            here.update((place, path) for place, path in _below(model, tree, ""))
    return found


def _below(model: type[BaseModel], tree: Branch, above: str) -> Iterator[tuple[Place, str]]:
    for key, annotation in _ahead(model).items():
        node = tree.children.get(key)
        if node is None:
            continue
        path = f"{above}.{key}" if above else key
        if annotation is None:
            yield tree.keys[key], path
        elif isinstance(node, Branch):
            yield from _inside(annotation, node, path)
    if (free := free_values(model)) is not None and _leads(free):
        named = {info.alias or name for name, info in model.model_fields.items()}
        for key, node in tree.children.items():
            if key not in named and isinstance(node, Branch):
                yield from _inside(free, node, f"{above}.{key}")


def _inside(annotation: Any, node: Branch, path: str) -> Iterator[tuple[Place, str]]:
    for inner in models(annotation):
        yield from _below(inner, node, path)
    value = _value_of_mapping(annotation)
    for name, child in node.children.items() if value is not None else ():
        if isinstance(child, Branch):
            yield from _inside(value, child, f"{path}.{name}")


@cache
def _ahead(model: type[BaseModel]) -> Mapping[str, Any]:
    """The keys of a model below which such a key may stand, each with its annotation; None for one that is such."""
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if _is_later(info) or _leads(info.annotation):
            found[info.alias or name] = None if _is_later(info) else info.annotation
    return found


def _leads(annotation: Any) -> bool:
    """Whether such a key may stand in what an annotation allows; few do, and only these are looked into."""
    value = _value_of_mapping(annotation)
    if value is not None:
        return _leads(value)
    return any(_ahead(inner) or _leads(free_values(inner)) for inner in models(annotation))


def _value_of_mapping(annotation: Any) -> Any:
    return get_args(annotation)[1] if get_origin(annotation) is dict else None


def _is_later(info: FieldInfo) -> bool:
    extra = info.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("x-not-used-yet"))
