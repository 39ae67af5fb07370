"""Layers -> models: each tree read by its model, what fails told by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.errors import Problem
from generator.kinds import KINDS
from generator.model.environment import Environment
from generator.model.platform import Platform
from generator.model.service import Service
from generator.nodes import Branch, Leaf, merge, plain
from generator.nouns import Fleet, Layers, Resolved, Sources
from generator.validate.kind import kind_of
from generator.validate.told import Told, of_values, told

Model = TypeVar("Model", bound=BaseModel)


def resolved(sources: Sources, layers: Layers, found: Sequence[Problem] = ()) -> Resolved:
    """Every model that could be made, and every problem met; what failed is missing from the fleet.

    Where the platform's file could not be read, which `found` says, or a template, or there is no such template,
    nothing is called missing that it may hold.
    """
    unread = bool(found) and not sources.platform.children
    platform, environments, problems = (None, {}, []) if unread else _environments(sources, layers)
    services: dict[str, dict[str, Service]] = {name: {} for name in ("", *sorted(sources.environments))}
    absent: dict[str, dict[str, str]] = {}
    for name, own in sorted(sources.services.items()):
        models, met = _service(name, own, layers, [key for key in services if key])
        for environment, model in models.items():
            if isinstance(model, str):
                absent.setdefault(environment, {})[name] = model
            else:
                services[environment][name] = model
        partly = unread or _lacks_a_template(sources, own)
        problems += [problem for problem in met if not (partly and problem.code.startswith("missing-"))]
    base = services.pop("")
    platform = platform or Platform.model_construct(name="", defaults={})
    fleet = Fleet(platform, environments, services, base, sources.files, layers, absent)
    return Resolved(sources, fleet, found, problems)


def _lacks_a_template(sources: Sources, own: Branch) -> bool:
    """Whether a template is missing of those that a service extends."""
    lineage = sources.lineage(own)
    node = (sources.templates[lineage[0]] if lineage else own).children.get("extends")
    return isinstance(node, Leaf) and node.value not in sources.templates


def altered(fleet: Fleet, key: tuple[str, str], tree: Branch) -> Fleet | None:
    """One environment of the fleet alone, with one of its trees changed; None where the change is not valid."""
    environment, name = key
    model: Environment | None = fleet.environments[environment]
    services, absent = dict(fleet.services[environment]), dict(fleet.absent.get(environment, {}))
    if name:
        kind = services[name].kind if name in services else absent[name]
        service, _ = _model(KINDS[kind].model, tree, {})
        if service is None:
            return None
        services.pop(name, None)
        absent.pop(name, None)
        if service.enabled:
            services = dict(sorted({**services, name: service}.items()))
        else:
            absent[name] = kind
    else:
        model, _ = _model(Environment, tree, {})
    if model is None:
        return None
    here, there = {environment: model}, {environment: services}
    return replace(fleet, environments=here, services=there, layers={key: tree}, absent={environment: absent})


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
) -> tuple[dict[str, Service | str], list[Problem]]:
    """A service as each environment runs it, its kind where one does without it, and without any under ""; where there
    are environments, an error of its own file is told if it is one there too."""
    kind, problems = kind_of(own)
    if kind is None:
        return {}, problems
    service, alone = _model(kind.model, layers["", name], {})
    found: dict[str, Service | str] = {} if service is None else {"": service}
    problems = [] if environments else [*alone.values()]
    for environment in environments:
        tree = layers[environment, name]
        if _is_disabled(tree):
            problems += _by_themselves(kind.model, tree, alone)
            found[environment] = kind.name
            continue
        service, met = _model(kind.model, tree, alone)
        problems += met.values()
        if service is not None:
            found[environment] = service
    return found, problems


def _is_disabled(tree: Branch) -> bool:
    node = tree.children.get("enabled")
    return isinstance(node, Leaf) and node.value is False


def _by_themselves(model: type[Model], tree: Branch, weaker: Told) -> Iterable[Problem]:
    """What is wrong with a service where it does not run: it need not be whole there."""
    try:
        model.model_validate(plain(tree))
    except ValidationError as error:
        return told(of_values(error.errors(include_url=False), tree), model, tree, weaker).values()
    return ()


def _model(model: type[Model], tree: Branch, weaker: Told) -> tuple[Model | None, Told]:
    try:
        return model.model_validate(plain(tree)), {}
    except ValidationError as error:
        return None, told(error.errors(include_url=False), model, tree, weaker)
