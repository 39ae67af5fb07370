"""`needs`: edges lead to services that there are, and in no circle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator import graph
from generator.errors import Also, Problem
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.parts.subject import ordered
from generator.validate.rules.services import unknown_service


def known(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Whoever is needed has a file."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            for needed in set(service.needs) - set(sources.named("service")):
                place = locate(fleet.layers[environment, name], ["needs", needed], at_key=True)
                yield unknown_service(needed, place, sources, others=["internet"])


def acyclic(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """There is an order for the first start."""
    for environment, services in fleet.services.items():
        circle = graph.cycle(ordered(services))
        notes = [
            Also(
                locate(fleet.layers[environment, name], ["needs", needed], at_key=True),
                f"`{name}` needs `{needed}`",
            )
            for name, needed in pairwise(circle)
        ]
        if notes:
            yield Problem(
                code="needs-cycle",
                message=f"these need each other in a circle: {' → '.join(f'`{name}`' for name in circle)}",
                place=notes[0].place,
                also=tuple(notes[1:]),
                hint="give one of the edges `order: false`, or remove it: a public address needs none "
                "(`{from: service.url}`)",
            )
