"""Values of an environment's charts -> its inventory: waves, rights, quota and secrets follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import graph
from generator.argocd import hatched
from generator.argocd.target import Demand, Inventory, Kind
from generator.kinds import KINDS
from generator.model.deployed import Deployed
from generator.model.quantity import bytes_of, millicores
from generator.model.service import Service
from generator.nouns import Fleet
from generator.parts.objects import groups
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
        kinds=_kinds(fleet, services, fleet.absent.get(environment, {})),
        demand=_demand(services, values),
        secrets=_secrets(values),
    )


def _kinds(fleet: Fleet, services: Mapping[str, Service], absent: Mapping[str, str]) -> dict[str, tuple[Kind, ...]]:
    """What the charts of services can hold, with what they bring themselves; also of those that the environment does
    without, or what goes when one is disabled would stay in the cluster."""
    kinds = {**absent, **{name: service.kind for name, service in services.items()}}
    brought = {name: sorted(groups(fleet, name)) for name in fleet.bringing}
    return {name: (*KINDS[kind].objects, *brought.get(name, ())) for name, kind in sorted(kinds.items())}


def _demand(services: Mapping[str, Service], values: Mapping[str, Values]) -> Demand:
    """The most that all of them ask for together while nothing rolls out."""
    pods = cpu = memory = 0
    for name, found in values.items():
        service = services[name]
        highest = most(service) if isinstance(service, Deployed) else 1
        requests = found["resources"]["requests"]
        pods += highest
        cpu += highest * millicores(requests.get("cpu", 0))
        memory += highest * bytes_of(requests.get("memory", "0Mi"))
        if "pod" in found or "objects" in found:
            more = hatched.demand(found, highest)
            pods, cpu, memory = pods + more.pods, cpu + more.cpu, memory + more.memory
    return Demand(pods=pods, cpu=cpu, memory=memory)


def _secrets(values: Mapping[str, Values]) -> dict[str, tuple[str, ...]]:
    """service -> the properties of its remote secret that anybody there reads."""
    found: dict[str, set[str]] = {}
    for chart in values.values():
        for source in chart.get("secrets", {}).get("data", {}).values():
            found.setdefault(source["service"], set()).add(source["property"])
    return {service: tuple(sorted(properties)) for service, properties in sorted(found.items())}
