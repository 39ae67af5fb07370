"""Options of routes: what two routes say of one load balancer, of one target group or of one host is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator import names
from generator.errors import Also, Problem
from generator.kinds.web.model import Route, Web
from generator.model.environment import Environment
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts.routes import PREFIX


class Optioned(NamedTuple):
    """A route of an environment, whose it is, and where it is written."""

    name: str
    service: Web
    key: str
    route: Route
    tree: Branch

    def at(self, option: str) -> tuple[Branch, list[str]]:
        """Where an option of it stands."""
        return self.tree, ["routes", self.key, option]


def agreed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What the routes of an environment say goes together; most say nothing of the kind."""
    for environment, services in fleet.services.items():
        webs = {name: service for name, service in services.items() if isinstance(service, Web) and service.routes}
        if any(_has_options(route) for service in webs.values() for route in service.routes.values()):
            every = [
                Optioned(name, service, key, route, fleet.layers[environment, name])
                for name, service in webs.items()
                for key, route in service.routes.items()
            ]
            for rule in (_sticky, _idle_timeout, _effective):
                yield from rule(every)
            if environment in fleet.environments:
                yield from _one_way_in(every, fleet.environments[environment])


def _has_options(route: Route) -> bool:
    return route.internal or route.sticky is not None or route.idle_timeout is not None


def _sticky(every: Sequence[Optioned]) -> Iterator[Problem]:
    """The routes to a service are one target group, which has one `sticky`."""
    first: dict[str, Optioned] = {}
    for one in (one for one in every if one.route.sticky is not None):
        given, other = one.route.sticky, first.setdefault(one.name, one)
        if other.route.sticky != given:
            yield Problem(
                code="sticky-clash",
                message=f"`sticky` is `{given}` here and `{other.route.sticky}` for the route `{other.key}`: "
                "all routes to a service share it",
                place=locate(*one.at("sticky")),
                also=(Also(locate(*other.at("sticky")), f"`{other.key}` sets it"),),
                hint="set it for one route, or to the same value for both",
            )


def _idle_timeout(every: Sequence[Optioned]) -> Iterator[Problem]:
    """A load balancer has one `idleTimeout`; the internal routes have a load balancer of their own."""
    first: dict[bool, Optioned] = {}
    for one in (one for one in every if one.route.idle_timeout is not None):
        given, other = one.route.idle_timeout, first.setdefault(one.route.internal, one)
        if other.route.idle_timeout != given:
            whose = f"the route `{other.key}` of `{other.name}`"
            yield Problem(
                code="idle-timeout-clash",
                message=f"`idleTimeout` is `{given}` here and `{other.route.idle_timeout}` for {whose}: "
                "both share one load balancer",
                place=locate(*one.at("idleTimeout")),
                also=(Also(locate(*other.at("idleTimeout")), f"{whose} sets it"),),
                hint="set it for one route, or to the same value for both: the longer one does for both",
            )


def _one_way_in(every: Sequence[Optioned], environment: Environment) -> Iterator[Problem]:
    """A host is a name in DNS, so it leads to the public load balancer or to the internal one."""
    first: dict[str, Optioned] = {}
    for one in every:
        host = names.host(environment, one.route.host)
        other = first.setdefault(host, one)
        if other.route.internal is not one.route.internal:
            inside, outside = (one, other) if one.route.internal else (other, one)
            yield Problem(
                code="internal-clash",
                message=f"`{host}` is internal here and public for the route `{outside.key}` of `{outside.name}`: "
                "one host leads to one load balancer",
                place=locate(*inside.at("internal")),
                also=(Also(locate(outside.tree, ["routes", outside.key], at_key=True), "the public route"),),
                hint="give one of them another host",
            )


REPLACED = (
    ("sticky", "sticky", "service", "target-group-attributes"),
    ("idleTimeout", "idle_timeout", "ingress", "load-balancer-attributes"),
    ("internal", "internal", "ingress", "scheme"),
)
"""An option of a route, and the annotation, on which object, that would stand in its place."""


def _effective(every: Sequence[Optioned]) -> Iterator[Problem]:
    """No annotation of the service's own replaces what an option of its route says."""
    for one in every:
        for option, field, on, name in REPLACED:
            key = PREFIX + name
            if getattr(one.route, field) and key in getattr(one.service.annotations, on):
                yield Problem(
                    code="option-replaced",
                    message=f"the annotation `{key}` stands in place of all that `{option}` becomes",
                    place=locate(one.tree, ["annotations", on, key], at_key=True),
                    also=(Also(locate(*one.at(option)), f"`{option}` is set here"),),
                    hint=f"remove one of them; `{option}` can be a part of the annotation's text",
                )
