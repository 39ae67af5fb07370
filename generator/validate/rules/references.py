"""`{from: …}` takes what is offered, `{secret: …, of: …}` what there is; what needs an edge has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import Problem
from generator.kinds import KINDS
from generator.model.service import Service
from generator.model.serving import Serving
from generator.model.value import From, Secret
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.suggest import near
from generator.validate.rules.services import unknown_service

Found = Iterator[tuple[str, Service, list[str], Any, Branch]]


def taken(fleet: Fleet, environment: str) -> Found:
    """Every env value of an environment that comes from elsewhere, with its service and key path."""
    for name, service in fleet.services[environment].items():
        if not isinstance(service, Workload):
            continue
        tree = fleet.layers[environment, name]
        blocks: list[tuple[list[str], Mapping[str, Any]]] = [(["env"], service.env)]
        if isinstance(service, Serving):
            blocks += [(["before", job, "env"], before.env) for job, before in service.before.items()]
        for path, env in blocks:
            for variable, value in env.items():
                if isinstance(value, From | Secret):
                    yield name, service, [*path, variable], value, tree


def known_offers(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What is taken is offered by that kind of service, by this one of it, and to this taker."""
    for environment, services in fleet.services.items():
        for name, service, path, value, tree in taken(fleet, environment):
            if isinstance(value, From):
                place = locate(tree, [*path, "from"])
                other, what = value.service, value.offer
                if other not in sources.named("service"):
                    yield unknown_service(other, place, sources)
                elif other in services:
                    yield from _offer(name, service, other, services[other], what, place)


def _offer(taker: str, service: Service, name: str, other: Service, what: str, place: Any) -> Iterator[Problem]:
    kind = KINDS[other.kind]
    if what not in kind.offered:
        meant = near(what, kind.offered)
        offered = ", ".join(f"`{offer}`" for offer in sorted(kind.offered))
        hint = f"did you mean `{name}.{meant}`?" if meant else f"it offers {offered}" if offered else "it offers nothing"
        yield Problem(code="unknown-offer", message=f"`{name}` ({other.kind}) does not offer `{what}`", place=place, hint=hint)
    elif what in FREE and kind.name == "web":
        if not any(route.redirect is None for route in getattr(other, "routes", {}).values()):
            hint = f"add a route to `config/services/{name}.yaml`"
            yield Problem(code="offer-without-route", message=f"`{name}` has no route, so it has no `{what}`", place=place, hint=hint)
    elif name not in service.needs and name != taker:
        hint = f"add `{name}: {{}}` to `needs` of `{taker}`"
        yield Problem(code="offer-without-need", message=f"`{name}.{what}` is only for those who need `{name}`", place=place, hint=hint)


FREE = frozenset({"url", "urls", "domain", "domains"})
"""What `web` offers without an edge."""


def known_secrets(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """`of:` names a service."""
    for environment in fleet.services:
        for _, _, path, value, tree in taken(fleet, environment):
            if isinstance(value, Secret) and value.of is not None and value.of not in sources.named("service"):
                yield unknown_service(value.of, locate(tree, [*path, "of"]), sources)
