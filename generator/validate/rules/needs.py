"""`needs`: edges lead to services that there are, and in no circle."""

from __future__ import annotations

from collections.abc import Iterator

from generator import graph
from generator.errors import Also, Problem
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.parts.subject import edges
from generator.validate.rules.services import unknown_service


def known(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Whoever is needed has a file."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            for needed in service.needs:
                if needed not in sources.named("service"):
                    place = locate(fleet.layers[environment, name], ["needs", needed], at_key=True)
                    yield unknown_service(needed, place, sources)


def acyclic(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """There is an order for the first start."""
    for environment, services in fleet.services.items():
        circle = graph.cycle(edges(services))
        if not circle:
            continue
        places = [
            locate(fleet.layers[environment, name], ["needs", needed], at_key=True)
            for name, needed in zip(circle, circle[1:], strict=False)
        ]
        notes = [Also(place, f"`{name}` needs `{needed}`") for place, name, needed in zip(places, circle, circle[1:], strict=False)]
        yield Problem(
            code="needs-cycle",
            message=f"these need each other in a circle: {' → '.join(f'`{name}`' for name in circle)}",
            place=places[0],
            also=tuple(notes[1:]),
            hint="remove one of the edges: a public address needs none (`{from: service.url}`)",
        )
