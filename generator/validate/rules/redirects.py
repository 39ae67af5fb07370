"""Hosts of routes as an environment resolves them: short enough for a rule of the ALB; redirects end at a service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import graph, names
from generator.errors import Also, Place, Problem
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.suggest import near

LONGEST = 128
"""What a rule of an ALB takes."""


class Way(NamedTuple):
    """A route's host, where it leads if it is a redirect, and where both are written."""

    host: str
    redirect: str | None
    tree: Branch
    key: str

    @property
    def place(self) -> Place:
        """Where its host is said."""
        return locate(self.tree, ["routes", self.key, "host"])

    @property
    def to(self) -> Place:
        """Where it is said to lead."""
        return locate(self.tree, ["routes", self.key, "redirect"])


def ways(fleet: Fleet, environment: str) -> Iterator[Way]:
    """Every route of an environment."""
    model = fleet.environments[environment]
    for name, service in fleet.services[environment].items():
        tree = fleet.layers[environment, name]
        for key, route in getattr(service, "routes", {}).items():
            redirect = None if route.redirect is None else names.host(model, route.redirect)
            yield Way(names.host(model, route.host), redirect, tree, key)


def short(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A host has no more characters than a rule of the load balancer takes."""
    for environment in fleet.environments:
        for way in ways(fleet, environment):
            if len(way.host) > LONGEST:
                yield Problem(
                    code="host-too-long",
                    message=f"the host has {len(way.host)} characters with its domain in `{environment}`, "
                    f"expected at most {LONGEST}",
                    place=way.place,
                    hint="choose a shorter name, or a shorter domain",
                )


def served(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A redirect leads, maybe over others, to a host that is served, or out of the domain."""
    for environment, model in fleet.environments.items():
        every = [*ways(fleet, environment)]
        hosts = {way.host for way in every}
        onward = {way.host: way for way in every if way.redirect is not None}
        yield from _circle(environment, onward)
        for way in onward.values():
            if way.redirect is not None and way.redirect not in hosts and names.under(model, way.redirect):
                meant = near(way.redirect, hosts - {way.host})
                yield Problem(
                    code="dead-redirect",
                    message=f"no route of `{environment}` serves `{way.redirect}`",
                    place=way.to,
                    hint=f"did you mean `{meant}`?" if meant else "add a route with that host, or lead to another one",
                )


def _circle(environment: str, onward: dict[str, Way]) -> Iterator[Problem]:
    circle = graph.cycle({host: tuple({way.redirect or ""} & {*onward}) for host, way in onward.items()})
    notes = [Also(onward[host].to, f"`{host}` leads to `{onward[host].redirect}`") for host in circle[:-1]]
    if notes:
        yield Problem(
            code="redirect-loop",
            message=f"redirects of `{environment}` lead in a circle: {' → '.join(f'`{host}`' for host in circle)}",
            place=notes[0].place,
            also=tuple(notes[1:]),
            hint="give one of the hosts a route to a service in place of `redirect`",
        )


RULES = (short, served)
