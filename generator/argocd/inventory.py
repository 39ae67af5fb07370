"""Values of an environment's charts -> its inventory: waves, rights, quota and secrets follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator import graph, names
from generator.argocd import hatched
from generator.argocd.target import Demand, Inventory, Kind
from generator.kinds import KINDS
from generator.model.quantity import bytes_of, millicores
from generator.model.service import Service
from generator.nouns import Fleet
from generator.parts import jobs
from generator.parts.objects import groups
from generator.parts.scaling import most
from generator.parts.subject import ordered

Values = Mapping[str, Any]


def inventory(fleet: Fleet, environment: str, values: Mapping[str, Values]) -> Inventory:
    """What follows from the values of each service with a chart there."""
    services = fleet.services[environment]
    others = {name: services[name] for name in services if not KINDS[services[name].kind].datastore}
    return Inventory(
        charts=tuple(sorted(values)),
        datastores=frozenset(name for name in values if KINDS[services[name].kind].datastore),
        autoscaled=frozenset(name for name, found in values.items() if "scaling" in found),
        secretive={name: there for name, found in values.items() if (there := tuple(_external(name, found)))},
        depth=graph.depths(ordered(others)),
        kinds=_kinds(fleet, services, fleet.absent.get(environment, {})),
        demand=_demand(services, values),
        secrets={name: read for name, found in values.items() if (read := _secrets(found))},
    )


def _kinds(fleet: Fleet, services: Mapping[str, Service], absent: Mapping[str, str]) -> dict[str, tuple[Kind, ...]]:
    """What the charts of services can hold, with what they bring themselves; also of those that the environment does
    without, or what goes when one is disabled would stay in the cluster."""
    kinds = {**absent, **{name: service.kind for name, service in services.items()}}
    brought = {name: sorted(groups(fleet, name)) for name in fleet.bringing}
    return {name: (*KINDS[kind].objects, *brought.get(name, ())) for name, kind in sorted(kinds.items())}


def _external(name: str, values: Values) -> Iterator[str]:
    """The ExternalSecrets of a chart: its own, and those of its jobs."""
    for holder, own in ((name, values), *((names.job(name, job), own) for job, own in jobs.of(values))):
        if "secrets" in own:
            yield holder
        if "secretFiles" in own:
            yield f"{holder}-files"


def _demand(services: Mapping[str, Service], values: Mapping[str, Values]) -> Demand:
    """The most that all of them ask for together while nothing rolls out."""
    pods = cpu = memory = 0
    for name, found in values.items():
        service = services[name]
        highest = most(service)
        requests = found["resources"]["requests"]
        beside = [own["resources"]["requests"] for _, own in jobs.of(found)]  # one of them at a time
        pods += highest + bool(beside)
        cpu += highest * _cpu(requests) + max(map(_cpu, beside), default=0)
        memory += highest * _memory(requests) + max(map(_memory, beside), default=0)
        if "pod" in found or "objects" in found:
            more = hatched.demand(found, highest)
            pods, cpu, memory = pods + more.pods, cpu + more.cpu, memory + more.memory
    return Demand(pods=pods, cpu=cpu, memory=memory)


def _cpu(requests: Mapping[str, Any]) -> int:
    return millicores(requests.get("cpu", 0))


def _memory(requests: Mapping[str, Any]) -> int:
    return bytes_of(requests.get("memory", "0Mi"))


def _secrets(values: Values) -> tuple[tuple[str, str], ...]:
    """The properties of remote secrets that a chart and its jobs read."""
    found: set[tuple[str, str]] = set()
    for reader in (values, *(own for _, own in jobs.of(values))):
        sources = [*reader.get("secrets", {}).get("data", {}).values()]
        sources += reader.get("secretFiles", {}).get("files", {}).values()
        found |= {(source["service"], source["property"]) for source in sources}
    return tuple(sorted(found))
