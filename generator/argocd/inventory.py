"""Values of an environment's charts -> its inventory: waves, rights, quota and secrets follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import graph
from generator.argocd.target import Demand, Inventory
from generator.kinds import KINDS
from generator.model.quantity import bytes_of, millicores
from generator.model.service import Service
from generator.nouns import Fleet
from generator.parts.scaling import most
from generator.parts.subject import edges

Values = Mapping[str, Any]


def inventory(fleet: Fleet, environment: str, values: Mapping[str, Values]) -> Inventory:
    """What follows from the values of each service with a chart there."""
    services = fleet.services[environment]
    ordered = {name: services[name] for name in services if not KINDS[services[name].kind].datastore}
    return Inventory(
        charts=tuple(sorted(values)),
        datastores=frozenset(name for name in values if KINDS[services[name].kind].datastore),
        autoscaled=frozenset(name for name, found in values.items() if "scaling" in found),
        secretive=frozenset(name for name, found in values.items() if "secrets" in found),
        depth=graph.depths(edges(ordered)),
        kinds={name: KINDS[services[name].kind].objects for name in sorted(services)},
        demand=_demand(services, values),
        secrets=_secrets(values),
    )


def _demand(services: Mapping[str, Service], values: Mapping[str, Values]) -> Demand:
    """The most that all of them ask for together while nothing rolls out."""
    pods = cpu = memory = 0
    for name, found in values.items():
        service = services[name]
        highest = most(service)
        requests = found["resources"]["requests"]
        pods += highest
        cpu += highest * millicores(requests.get("cpu", 0))
        memory += highest * bytes_of(requests.get("memory", "0Mi"))
    return Demand(pods=pods, cpu=cpu, memory=memory)


def _secrets(values: Mapping[str, Values]) -> dict[str, tuple[str, ...]]:
    """service -> the properties of its remote secret that anybody there reads."""
    found: dict[str, set[str]] = {}
    for chart in values.values():
        for source in chart.get("secrets", {}).get("data", {}).values():
            found.setdefault(source["service"], set()).add(source["property"])
    return {service: tuple(sorted(properties)) for service, properties in sorted(found.items())}
