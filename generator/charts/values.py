"""Fleet -> for each chart: the values that the service's own file gives, and those of each environment.

values.yaml follows from the service's own file alone, so that a change in one environment never touches what another
one has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator import graph
from generator.facts import Facts, facts
from generator.kinds import KINDS
from generator.model.service import Service
from generator.nouns import Fleet
from generator.parts.kind import Kind, Values
from generator.parts.subject import Subject, Surroundings, edges

NOWHERE = ""
"""The name under which the values of no environment stand."""


@dataclass(frozen=True)
class Chart:
    """A service's chart: `values[env]` in whole, for each environment that runs it; `base` for values.yaml."""

    name: str
    kind: Kind
    description: str
    base: Values
    values: Mapping[str, Values]

    @cached_property
    def differences(self) -> dict[str, Values]:
        """environment -> what differs there from `base`."""
        return {environment: difference(self.base, values) for environment, values in self.values.items()}

    def uses(self) -> dict[str, Any]:
        """Every key that any environment's values have, with all the keys below it."""
        found: dict[str, Any] = {}
        for values in (self.base, *self.differences.values()):
            _gather(found, values)
        return found


def surveyed(fleet: Fleet) -> dict[str, Chart]:
    """Every chart of the fleet, by service."""
    places = {name: surroundings(fleet, name) for name in fleet.environments}
    alone = Surroundings(NOWHERE, None, fleet.base, fleet.files, Facts(metrics=True), _callers(fleet.base), KINDS)
    charts: dict[str, Chart] = {}
    for name in sorted({service for services in fleet.services.values() for service in services}):
        here = {environment: place for environment, place in places.items() if name in place.services}
        values = {environment: found for environment, place in here.items() if (found := values_of(name, place))}
        if values:
            service = fleet.base.get(name) or next(iter(here.values())).services[name]
            base = values_of(name, alone) if name in fleet.base else None
            charts[name] = Chart(name, KINDS[service.kind], service.description, base or {}, values)
    return charts


def in_environment(surveyed: Mapping[str, Chart], environment: str) -> dict[str, Values]:
    """service -> the values of its chart in one environment, where it has a chart there."""
    return {name: chart.values[environment] for name, chart in surveyed.items() if environment in chart.values}


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
    return KINDS[service.kind].values(Subject(name, service, around))


def difference(base: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What laid over `base` by Helm gives `wanted`: changed and new keys, and `null` for those that go."""
    found: dict[str, Any] = {}
    for key, value in wanted.items():
        beneath = base.get(key)
        if isinstance(value, dict) and isinstance(beneath, dict):
            if inner := difference(beneath, value):
                found[key] = inner
        elif key not in base or not _is_same(beneath, value):
            found[key] = value
    return {**found, **{key: None for key in base if key not in wanted}}


def _is_same(beneath: Any, value: Any) -> bool:
    """`1 == True` in Python, and not in YAML."""
    alike = type(beneath) is type(value) and beneath == value
    return alike and (not isinstance(value, list) or repr(beneath) == repr(value))


def _gather(found: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, dict):
            inner = found.setdefault(key, {})
            if isinstance(inner, dict):
                _gather(inner, value)
        else:
            found.setdefault(key, value)
