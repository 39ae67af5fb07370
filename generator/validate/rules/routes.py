"""Routes of one environment: one Ingress, so what collides is a problem, and every host has a certificate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import names
from generator.errors import Also, Place, Problem
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources


class Routed(NamedTuple):
    """A route as the Ingress of an environment has it; `tree` and `key` are where a service says it."""

    host: str
    path: str
    tree: Branch
    key: str

    @property
    def place(self) -> Place:
        return locate(self.tree, ["routes", self.key], at_key=True)


def routed(fleet: Fleet, environment: str) -> Iterator[Routed]:
    """Every route of an environment."""
    model = fleet.environments[environment]
    for name, service in fleet.services[environment].items():
        for key, route in getattr(service, "routes", {}).items():
            yield Routed(names.host(model, route.host), route.path, fleet.layers[environment, name], key)


def distinct(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No two routes have one host and one path."""
    for environment in fleet.environments:
        first: dict[tuple[str, str], Routed] = {}
        for one in routed(fleet, environment):
            known = first.setdefault((one.host, one.path.rstrip("/")), one)
            if known is not one:
                earlier, later = sorted((known.place, one.place))
                yield Problem(
                    code="route-clash",
                    message=f"`{one.host}{one.path}` is routed twice in `{environment}`",
                    place=later,
                    also=(Also(earlier, "the other route"),),
                    hint="change the host or the path of one of them, or remove it by `null`",
                )


def covered(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Every host is under the environment's domain, or a certificate is named."""
    for environment, model in fleet.environments.items():
        for one in routed(fleet, environment) if model.certificate is None else ():
            if not names.under(model, one.host):
                file = sources.file_of["environment", environment]
                yield Problem(
                    code="host-without-certificate",
                    message=f"`{one.host}` is not under `{model.domain}`, the domain of `{environment}`",
                    place=one.place,
                    hint=f"name its certificate as `certificate` in `{file}`, or use a host under the domain",
                )
