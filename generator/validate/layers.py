"""Layers -> models: each tree read by its model, what fails told by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.errors import Problem
from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.model.platform import Platform
from generator.model.service import Service
from generator.nodes import Branch, merge, plain
from generator.nouns import Fleet, Layers, Resolved, Sources
from generator.validate.kind import kind_of
from generator.validate.told import Told, told

Model = TypeVar("Model", bound=BaseModel)


def resolved(sources: Sources, layers: Layers, found: Sequence[Problem] = ()) -> Resolved:
    """Every model that could be made, and every problem met; what failed is missing from the fleet.

    Where the platform's file could not be read, which `found` says, nothing is called missing that it may hold.
    """
    unread = bool(found) and not sources.platform.children
    platform, environments, problems = (None, {}, []) if unread else _environments(sources, layers)
    services: dict[str, dict[str, Service]] = {name: {} for name in ("", *sorted(sources.environments))}
    for name, own in sorted(sources.services.items()):
        models, met = _service(name, own, layers, [key for key in services if key])
        for environment, model in models.items():
            services[environment][name] = model
        problems += [problem for problem in met if not (unread and problem.code.startswith("missing-"))]
    base = services.pop("")
    platform = platform or Platform.model_construct(name="", defaults={})
    fleet = Fleet(platform, environments, services, base, sources.files, layers)
    return Resolved(sources, fleet, found, problems)


def altered(fleet: Fleet, key: tuple[str, str], tree: Branch) -> Fleet | None:
    """One environment of the fleet alone, with one of its trees changed; None where the change is not valid."""
    environment, name = key
    model: Environment | None = fleet.environments[environment]
    services = dict(fleet.services[environment])
    if name:
        service, _ = _model(KINDS[services[name].kind].model, tree, {})
        if service is None:
            return None
        services[name] = service
    else:
        model, _ = _model(Environment, tree, {})
    if model is None:
        return None
    return replace(fleet, environments={environment: model}, services={environment: services}, layers={key: tree})


def _environments(sources: Sources, layers: Layers) -> tuple[Platform | None, dict[str, Environment], list[Problem]]:
    """The platform, and each environment over it."""
    platform, all_told = _model(Platform, merge([sources.platform]), {})
    problems = [*all_told.values()]
    environments = {}
    for name in sorted(sources.environments):
        model, met = _model(Environment, layers[name, ""], all_told)
        problems += met.values()
        if model is not None:
            environments[name] = model
    return platform, environments, problems


def _service(
    name: str, own: Branch, layers: Layers, environments: Sequence[str]
) -> tuple[dict[str, Service], list[Problem]]:
    """A service as each environment runs it, and without any under ""; where environments run it, an error of its own
    file is told if it is one there too."""
    kind, problems = kind_of(own)
    if kind is None:
        return {}, problems
    service, alone = _model(kind.model, layers["", name], {})
    found = {} if service is None else {"": service}
    problems = [] if environments else [*alone.values()]
    for environment in environments:
        service, met = _model(kind.model, layers[environment, name], alone)
        problems += met.values()
        if service is not None:
            found[environment] = service
    return found, problems


def _model(model: type[Model], tree: Branch, weaker: Told) -> tuple[Model | None, Told]:
    try:
        return model.model_validate(plain(tree)), {}
    except ValidationError as error:
        return None, told(error.errors(include_url=False), model, tree, weaker)
