"""Keys that would have no effect anywhere: annotations of objects that a service does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.errors import Place, Problem
from generator.model.mistake import shown
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources


class Given(NamedTuple):
    """An annotation, whose it is, on what, where it stands, and whether that object is there."""

    name: str
    service: Workload
    on: str
    key: str
    place: Place
    there: bool


def annotated(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What is annotated is there in one environment at least."""
    given = [*_given(fleet)]
    used = {one.place for one in given if one.there}
    idle = {one.place: one for one in given if one.place not in used}
    yield from map(_no_effect, idle.values())


def _given(fleet: Fleet) -> Iterator[Given]:
    """Every annotation of that kind; not of a service that some environment has wrong, as nobody knows its whole."""
    everywhere = [{*services, *fleet.absent.get(name, ())} for name, services in fleet.services.items()]
    whole = set.intersection(*everywhere) if everywhere else set()
    for environment, services in fleet.services.items():
        for name, service in services.items():
            if name in whole and isinstance(service, Workload):
                yield from _of(name, service, fleet.layers[environment, name])


def _of(name: str, service: Workload, tree: Branch) -> Iterator[Given]:
    for on, added, there in (
        ("service", service.annotations.service, service.all_ports),
        ("ingress", service.annotations.ingress, getattr(service, "routes", None)),
        ("loadBalancer", service.annotations.load_balancer, getattr(service, "load_balancer", None)),
    ):
        for key in added:
            place = locate(tree, ["annotations", on, key], at_key=True)
            yield Given(name, service, on, key, place, bool(there))


def _no_effect(given: Given) -> Problem:
    why, field, add = {
        "service": ("no port, and so no Service", "ports", "a port"),
        "ingress": ("no route, and so no part in the Ingress", "routes", "a route"),
        "loadBalancer": ("no load balancer of its own", "load_balancer", "`loadBalancer`"),
    }[given.on]
    possible = field in type(given.service).model_fields
    return Problem(
        code="no-effect",
        message=f"the annotation {shown(given.key)} has no effect: `{given.name}` has {why}",
        place=given.place,
        hint=f"add {add}, or remove the annotation" if possible else "remove the annotation",
    )
