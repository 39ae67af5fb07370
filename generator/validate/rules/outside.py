"""Load balancers of services' own: a name that no service has, a host that leads to one, sources that hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import names
from generator.errors import Also, Problem
from generator.model.balancer import LoadBalancer
from generator.model.serving import Serving
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts.balancer import PREFIX, PRESERVED, TARGETS
from generator.validate.rules.routes import routed


class Reached(NamedTuple):
    """A service with a load balancer of its own."""

    name: str
    service: Serving
    balancer: LoadBalancer
    tree: Branch


def reached(fleet: Fleet, environment: str) -> Iterator[Reached]:
    """Every load balancer of an environment but those of its routes."""
    for name, service in fleet.services[environment].items():
        if isinstance(service, Serving) and service.load_balancer is not None:
            yield Reached(name, service, service.load_balancer, fleet.layers[environment, name])


def named(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Its Service is called like no service's."""
    for environment, services in fleet.services.items():
        for one in reached(fleet, environment):
            full = names.load_balancer(one.name)
            if full in services:
                yield Problem(
                    code="load-balancer-name-clash",
                    message=f"the load balancer of `{one.name}` is called `{full}`, and so is that service",
                    place=locate(one.tree, ["loadBalancer"], at_key=True),
                    hint="rename that service",
                )


def hosts(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A host is a name in DNS, so it leads to one load balancer."""
    for environment, model in fleet.environments.items():
        every = [*reached(fleet, environment)]
        known = {route.host: (route.place, "the route") for route in routed(fleet, environment)} if every else {}
        for one in (one for one in every if one.balancer.host is not None):
            host, place = names.host(model, one.balancer.host or ""), locate(one.tree, ["loadBalancer", "host"])
            if host not in known:
                known[host] = place, "the other one"
                continue
            other, what = known[host]
            whose = "the one of the routes" if what == "the route" else "another one"
            yield Problem(
                code="load-balancer-host-clash",
                message=f"`{host}` leads to this load balancer and to {whose}: one host leads to one",
                place=place,
                also=(Also(other, what),),
                hint="give one of them another host",
            )


def effective(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Whom the network policy lets in is the client: its address is kept."""
    for one in (one for environment in fleet.services for one in reached(fleet, environment)):
        for key, value in one.service.annotations.load_balancer.items():
            if key.startswith(PREFIX + TARGETS) and PRESERVED in value:
                yield Problem(
                    code="reserved-annotation",
                    message=f"`{PRESERVED}` is the generator's own: network policies count on the client's address",
                    place=locate(one.tree, ["annotations", "loadBalancer", key]),
                    hint=f"remove `{PRESERVED}`",
                )


RULES = (named, hosts, effective)
