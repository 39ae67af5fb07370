"""Layers -> models: each tree read by its model, what fails told by place."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.errors import Problem
from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.model.platform import Platform
from generator.model.service import Service
from generator.nodes import Branch, Leaf, plain
from generator.nouns import Fleet, Layers, Sources
from generator.suggest import near
from generator.validate.told import told

Model = TypeVar("Model", bound=BaseModel)
Problems = list[Problem]


def resolved(sources: Sources, layers: Layers) -> tuple[Fleet, Problems]:
    """Every model that could be made, and every problem met; services that failed are missing from the fleet."""
    problems: Problems = []
    platform = _model(Platform, sources.platform, problems)
    environments: dict[str, Environment] = {}
    services: dict[str, dict[str, Service]] = {name: {} for name in sorted(sources.environments)}
    base: dict[str, Service] = {}
    alone = problems if not sources.environments else []  # where environments run it, its problems are told there
    for (environment, name), tree in layers.items():
        if not name:
            if (model := _model(Environment, tree, problems)) is not None:
                environments[environment] = model
        elif (service := _service(tree, sources.services[name], problems if environment else alone)) is not None:
            (services[environment] if environment else base)[name] = service
    if platform is None:
        platform = Platform.model_construct(name="", defaults={})
    return Fleet(platform, environments, services, base, sources.files, layers), list(dict.fromkeys(problems))


def altered(fleet: Fleet, key: tuple[str, str], tree: Branch) -> Fleet | None:
    """One environment of the fleet alone, with one of its trees changed; None where the change is not valid."""
    problems: Problems = []
    environment, name = key
    services = dict(fleet.services[environment])
    model: Environment | None = fleet.environments[environment]
    if not name:
        model = _model(Environment, tree, problems)
    elif (service := _service(tree, tree, problems)) is not None:
        services[name] = service
    if problems or model is None:
        return None
    return replace(fleet, environments={environment: model}, services={environment: services}, layers={key: tree})


def _service(tree: Branch, own: Branch, problems: Problems) -> Service | None:
    kind = tree.children.get("kind")
    if not isinstance(kind, Leaf):
        place = own.place if kind is None else kind.place
        problems.append(Problem(code="missing-key", message="`kind` is missing", place=place, hint=f"add `kind:` and one of {_kinds()}"))
        return None
    if kind.value not in KINDS:
        meant = near(str(kind.value), KINDS)
        hint = f"did you mean `{meant}`?" if meant else f"write one of {_kinds()}"
        problems.append(Problem(code="unknown-service-kind", message=f"there is no kind `{kind.value}`", place=kind.place, hint=hint))
        return None
    return _model(KINDS[kind.value].model, tree, problems)


def _kinds() -> str:
    return ", ".join(f"`{name}`" for name in KINDS)


def _model(model: type[Model], tree: Branch, problems: Problems) -> Model | None:
    try:
        return model.model_validate(plain(tree))
    except ValidationError as error:
        problems.extend(told(error, model, tree))
        return None
