"""`{from: …}` takes what is offered, `{secret: …, of: …}` what there is; what needs an edge has one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from generator.errors import Place, Problem
from generator.facts import Facts
from generator.kinds import KINDS
from generator.model.offered import Offering, UrlOffer
from generator.model.service import Service
from generator.model.serving import Serving
from generator.model.value import From, Secret
from generator.model.workload import Workload
from generator.nodes import Branch, locate, plain
from generator.nouns import Fleet, Sources
from generator.parts.offers import Offer
from generator.parts.subject import Subject, Surroundings
from generator.suggest import near
from generator.validate.phrases import listed
from generator.validate.rules.services import lacks_block, unknown_service
from generator.validate.rules.shapes import misfits


class Taken(NamedTuple):
    """What a service takes from another: `what` is the offer, empty for a secret; `path` is where it says so, and
    `shape` the whole of it where it wants another shape."""

    taker: str
    needs: Collection[str]
    service: str
    what: str
    tree: Branch
    path: list[str]
    shape: From | None = None

    @property
    def place(self) -> Place:
        return locate(self.tree, self.path)


def taken(fleet: Fleet, environment: str) -> Iterator[Taken]:
    """Every env value of an environment that comes from another service."""
    for name, service in fleet.services[environment].items():
        tree, needs = fleet.layers[environment, name], {name, *service.needs}
        for path, value in chain(values(service), confided(service), _offered(service)):
            if isinstance(value, From):
                shape = value if value.is_shaped else None
                yield Taken(name, needs, value.service, value.offer, tree, [*path, "from"], shape)
            elif isinstance(value, Secret) and value.of is not None:
                yield Taken(name, needs, value.of, "", tree, [*path, "of"])


def values(service: Service) -> Iterator[tuple[list[str], Any]]:
    """Each variable of a service and of its jobs, with its key path."""
    blocks: list[tuple[list[str], Mapping[str, Any]]] = []
    if isinstance(service, Workload):
        blocks.append((["env"], service.env))
    if isinstance(service, Serving):
        blocks += [([*path, "env"], job.env) for path, job in service.jobs]
    for path, block in blocks:
        for variable, value in block.items():
            if not isinstance(value, str):
                yield [*path, variable], value


def confided(service: Service) -> Iterator[tuple[list[str], Secret]]:
    """Each file that is a secret, of a service and of its jobs."""
    jobs = service.jobs if isinstance(service, Serving) else ()
    for path, container in (([], service), *jobs) if isinstance(service, Workload) else ():
        for target, file in container.files.items():
            if isinstance(file, Secret):
                yield [*path, "files", target], file


def _offered(service: Service) -> Iterator[tuple[list[str], Secret]]:
    """Each secret in what a service offers."""
    for name, offer in service.offers.items() if isinstance(service, Offering) else ():
        parts = (
            {(): offer} if not isinstance(offer, UrlOffer) else {("user",): offer.user, ("password",): offer.password}
        )
        yield from ((["offers", name, *path], secret) for path, secret in parts.items() if isinstance(secret, Secret))


def known(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What is taken is offered by a service that there is, as it is in that environment, and to this taker."""
    there = frozenset(sources.named("service"))
    for environment, services in fleet.services.items():
        everything = [*taken(fleet, environment)]
        offering = {one.service for one in everything} & {*services}
        offered = {name: offers(fleet, environment, name) for name in offering}
        named = {
            name: KINDS[services[name].kind].offered_by(plain(fleet.layers[environment, name])) for name in offering
        }
        for one in everything:
            if one.service not in there:
                yield unknown_service(one.service, one.place, sources)
            elif one.what and one.service in services:
                yield from _refused(one, services[one.service], offered[one.service], named[one.service])


def offers(fleet: Fleet, environment: str, name: str) -> Mapping[str, Offer] | None:
    """What a service offers in an environment; None where that cannot be known, as one of the two is wrong."""
    model, services = fleet.environments.get(environment), fleet.services[environment]
    if model is None or lacks_block(services[name]):
        return None
    around = Surroundings(environment, model, services, fleet.files, Facts(), {}, KINDS)
    return KINDS[services[name].kind].offers(Subject(name, services[name], around))


def _refused(
    taken: Taken, other: Service, offers: Mapping[str, Offer] | None, offered: Collection[str]
) -> Iterator[Problem]:
    """Why a service that there is does not offer this to the taker, if it does not."""
    what = taken.what
    if what not in offered:
        yield _unknown(taken, other.kind, offered if offers is None else offers)
    elif offers is not None and what not in offers:
        yield _not_here(taken, other, offers)
    elif offers is not None and not offers[what].free and taken.service not in taken.needs:
        yield Problem(
            code="offer-without-need",
            message=f"`{taken.service}.{what}` is only for those who need `{taken.service}`",
            place=taken.place,
            hint=f"add `{taken.service}: {{}}` to `needs` of `{taken.taker}`",
        )
    if taken.shape is not None and offers is not None and what in offers:
        for misfit in misfits(taken.shape, other, offers):
            place = locate(taken.tree, [*taken.path[:-1], misfit.key])
            yield Problem(code=misfit.code, message=misfit.message, place=place, hint=misfit.hint)


def _unknown(taken: Taken, kind: str, offered: Collection[str]) -> Problem:
    name, what = taken.service, taken.what
    meant = near(what, offered)
    hint = f"did you mean `{name}.{meant}`?" if meant else _all(offered)
    message = f"`{name}` ({kind}) does not offer `{what}`"
    return Problem(code="unknown-offer", message=message, place=taken.place, hint=hint)


def _not_here(taken: Taken, other: Service, offered: Collection[str]) -> Problem:
    """The problem of an offer that a service of that kind may have, and this one has not."""
    name, what = taken.service, taken.what
    if hasattr(other, "routes"):
        hint = f"add a route to `config/services/{name}.yaml`"
        message = f"`{name}` has no route, so it has no `{what}`"
        return Problem(code="offer-without-route", message=message, place=taken.place, hint=hint)
    message = f"`{name}` ({other.kind}) does not offer `{what}` as it is set up here"
    return Problem(code="unknown-offer", message=message, place=taken.place, hint=_all(offered))


def _all(offered: Collection[str]) -> str:
    return f"it offers {listed(sorted(offered), 'and')}" if offered else "it offers nothing"
