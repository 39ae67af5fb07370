"""Routes of one environment: one Ingress, so what collides is a problem, and every host has a certificate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import names
from generator.errors import Also, Place, Problem
from generator.nodes import locate
from generator.nouns import Fleet, Sources


class Routed(NamedTuple):
    """A route as the Ingress of an environment has it."""

    host: str
    path: str
    place: Place


def routed(fleet: Fleet, environment: str) -> Iterator[Routed]:
    """Every route of an environment."""
    model = fleet.environments[environment]
    for name, service in fleet.services[environment].items():
        for key, route in getattr(service, "routes", {}).items():
            place = locate(fleet.layers[environment, name], ["routes", key], at_key=True)
            yield Routed(names.host(model, route.host), route.path, place)


def distinct(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No two routes have one host and one path."""
    for environment in fleet.environments:
        first: dict[tuple[str, str], Place] = {}
        for host, path, place in routed(fleet, environment):
            known = first.setdefault((host, path.rstrip("/")), place)
            if known is not place:
                yield Problem(
                    code="route-clash",
                    message=f"`{host}{path}` is routed twice in `{environment}`",
                    place=max(known, place),
                    also=(Also(min(known, place), "the other route"),),
                    hint="change the host or the path of one of them, or remove it by `null`",
                )


def covered(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Every host is under the environment's domain, or a certificate is named."""
    for environment, model in fleet.environments.items():
        for host, _, place in routed(fleet, environment):
            if model.certificate is None and not names.under(model, host):
                file = sources.file_of["environment", environment]
                yield Problem(
                    code="host-without-certificate",
                    message=f"`{host}` is not under `{model.domain}`, the domain of `{environment}`",
                    place=place,
                    hint=f"name its certificate as `certificate` in `{file}`, or use a host under the domain",
                )
