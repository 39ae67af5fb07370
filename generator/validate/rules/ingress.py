"""`annotations.ingress`: what services say of the one Ingress that they share in an environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.errors import Also, Problem
from generator.kinds.web.model import Web
from generator.model.service import Service
from generator.nodes import locate
from generator.nouns import Fleet, Sources


def agreed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No two services of an environment set one annotation of the Ingress to different values."""
    for environment, services in fleet.services.items():
        first: dict[tuple[bool, str], tuple[str, str]] = {}
        for name, key, value, internal in _annotations(services):
            said, by = first.setdefault((internal, key), (value, name))
            if said != value:
                yield _clash(fleet, environment, key, {by: said, name: value})


def _annotations(services: Mapping[str, Service]) -> Iterator[tuple[str, str, str, bool]]:
    """What each service adds to the Ingress of its public routes, and to that of its internal ones."""
    for name, service in services.items():
        if isinstance(service, Web) and service.annotations.ingress:
            for internal in sorted({route.internal for route in service.routes.values()}):
                yield from ((name, key, value, internal) for key, value in service.annotations.ingress.items())


def _clash(fleet: Fleet, environment: str, key: str, values: Mapping[str, str]) -> Problem:
    by, name = values
    there, here = (
        locate(fleet.layers[environment, service], ["annotations", "ingress", key], at_key=True) for service in values
    )
    return Problem(
        code="annotation-clash",
        message=f"`{key}` is `{values[name]}` here and `{values[by]}` for `{by}`, and both share one Ingress",
        place=here,
        also=(Also(there, f"`{by}` sets it"),),
        hint="set it for one service, or to the same value for both",
    )
