"""Fleet -> the values of charts: those that a service's own file gives, and those of each environment.

values.yaml follows from the service's own file alone, so that a change in one environment never touches what another
one has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import graph
from generator.facts import Facts, facts
from generator.kinds import KINDS
from generator.model.service import Service
from generator.nouns import Fleet
from generator.parts import files, jobs, objects
from generator.parts.kind import Kind, Values
from generator.parts.subject import Subject, Surroundings, edges

_NOTHING = object()
NOWHERE = ""
"""The name under which the values of no environment stand."""


@dataclass(frozen=True)
class Local:
    """The charts of one environment, by service: their values in whole, and what differs from values.yaml."""

    environment: str
    values: Mapping[str, Values]
    overlays: Mapping[str, Values]


@dataclass(frozen=True)
class Shape:
    """What environments ask of a chart that they share."""

    environments: tuple[str, ...]
    uses: Values
    """every key of their overlays, with all the keys below it"""
    traits: frozenset[str]
    """what holds of the values of any of them, beside the keys that they have"""


@dataclass(frozen=True)
class Chart:
    """A service's chart: `base` for values.yaml, `uses` for its templates."""

    name: str
    kind: Kind
    description: str
    base: Values
    environments: tuple[str, ...]
    """those that run it"""
    uses: Values
    """every key that the values of any of them have, with all the keys below it"""
    traits: frozenset[str]
    """what holds of the values of any of them, beside the keys that they have"""


def based(fleet: Fleet) -> dict[str, Values]:
    """service -> the values of its own file, without any environment; where it is complete alone."""
    alone = Surroundings(NOWHERE, None, fleet.base, fleet.files, Facts(metrics=True), _callers(fleet.base), KINDS)
    return {name: values_of(name, alone) or {} for name in fleet.base}


def local(fleet: Fleet, environment: str, base: Mapping[str, Values]) -> Local:
    """The charts of one environment."""
    here = surroundings(fleet, environment)
    values = {name: found for name in here.services if (found := values_of(name, here))}
    return Local(environment, values, {name: difference(base.get(name, {}), found) for name, found in values.items()})


def shapes(places: Iterable[Local]) -> dict[str, Shape]:
    """service -> what these environments ask of its chart."""
    found: dict[str, list[Shape]] = {}
    for here in places:
        for name, overlay in here.overlays.items():
            shape = Shape((here.environment,), keys_of(overlay), traits(here.values[name]))
            found.setdefault(name, []).append(shape)
    return {name: joined(several) for name, several in found.items()}


def keys_of(values: Mapping[str, Any]) -> Values:
    """The keys of values, with all below them; `null`, which removes, stays."""
    return {key: keys_of(value) if isinstance(value, dict) else None if value is None else True for key, value in values.items()}


def joined(several: Iterable[Shape]) -> Shape:
    """What all of them ask, in their order."""
    environments: tuple[str, ...] = ()
    uses: Values = {}
    met: frozenset[str] = frozenset()
    for shape in several:
        environments += shape.environments
        gather(uses, shape.uses)
        met |= shape.traits
    return Shape(environments, uses, met)


def traits(values: Values) -> frozenset[str]:
    """`large`: the files of a release are more than one ConfigMap takes; and what jobs have of their service."""
    return frozenset([*(["large"] if files.are_large(values) else []), *jobs.traits(values)])


def surroundings(fleet: Fleet, environment: str) -> Surroundings:
    """One environment with all its services."""
    model = fleet.environments[environment]
    services = fleet.services[environment]
    return Surroundings(environment, model, services, fleet.files, facts(model), _callers(services), KINDS)


def _callers(services: Mapping[str, Service]) -> Mapping[str, tuple[str, ...]]:
    return graph.callers(edges(services))


def values_of(name: str, around: Surroundings) -> Values | None:
    """The values of one service in one environment; None where it has no chart there."""
    service = around.services[name]
    subject = Subject(name, service, around)
    found = KINDS[service.kind].values(subject)
    if found and service.objects and (brought := objects.objects(subject)):
        found["objects"] = brought
    return found


def difference(base: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What laid over `base` by Helm gives `wanted`: changed and new keys, and `null` for those that go."""
    found: dict[str, Any] = {}
    for key, value in wanted.items():
        beneath = base.get(key, _NOTHING)
        if beneath is value:
            continue
        kind = type(value)
        if kind is dict and type(beneath) is dict:
            if inner := difference(beneath, value):
                found[key] = inner
        elif kind is not type(beneath) or beneath != value or (kind is list and repr(beneath) != repr(value)):
            found[key] = value  # `1 == True` in Python, and not in YAML
    if base.keys() - wanted.keys():
        found |= dict.fromkeys(key for key in base if key not in wanted)
    return found


def gather(found: dict[str, Any], values: Mapping[str, Any]) -> None:
    """Add the keys of values, with all below them, to those that were found."""
    for key, value in values.items():
        if isinstance(value, dict):
            inner = found.setdefault(key, {})
            if isinstance(inner, dict):
                gather(inner, value)
        else:
            found.setdefault(key, value)
