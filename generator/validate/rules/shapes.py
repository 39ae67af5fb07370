"""The shape of `{from: …}`: keys that go with what is taken, and name what there is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from generator.kinds import KINDS
from generator.model.service import Service
from generator.model.value import From
from generator.parts.offers import Offer
from generator.parts.shaping import location, port_numbers
from generator.suggest import near
from generator.validate.phrases import listed

IN_URLS = ("path", "database", "query")
SORTS = {"port": "port", "host": "host", "domain": "host", "address": "address"}
"""The last word of an offer -> what it is; whatever else has a scheme is a URL."""


class Misfit(NamedTuple):
    """A key of a shape that does not go with what is taken."""

    key: str
    code: str
    message: str
    hint: str


def misfits(wanted: From, other: Service, offers: Mapping[str, Offer]) -> Iterator[Misfit]:
    """What is wrong with the shape in which one of a service's offers is taken."""
    offer = offers[wanted.offer]
    found = location(offer)
    is_url = found is not None and found.scheme is not None
    sort = SORTS.get(wanted.offer.rpartition(".")[2], "url" if is_url else "")
    takes = {"port": ("port",), "": ()}.get(sort, wanted.shape)
    for key in wanted.shape:
        if key not in takes:
            yield _no_shape(wanted, key, sort, offers)
        elif key == "port":
            yield from _port(wanted, sort, other, offer)
        elif key in IN_URLS and sort != "url" and wanted.scheme is None:
            message = f"`{key}` goes with a URL, and `{wanted.source}` is none"
            yield Misfit(key, "bad-shape", message, f"add `scheme: http`, or remove `{key}`")
        elif key == "database":
            yield from _database(wanted, other, offers)
        elif key == "path":
            yield from _path(wanted, other, sort)


def _no_shape(wanted: From, key: str, sort: str, offered: Collection[str]) -> Misfit:
    what = "a number" if sort == "port" else "neither a URL nor an address"
    better = next((name for name in ("address", "url") if name in offered and (name == "url") == (sort == "")), None)
    hint = f"take `{wanted.service}.{better}`, or remove `{key}`" if better else f"remove `{key}`"
    return Misfit(key, "bad-shape", f"`{wanted.source}` is {what}, and takes no `{key}`", hint)


def _port(wanted: From, sort: str, other: Service, offer: Offer) -> Iterator[Misfit]:
    known = port_numbers(other)
    if offer.free:
        message = f"`{wanted.source}` is a public address, which has no port to choose"
        yield Misfit("port", "bad-shape", message, "remove `port`")
    elif sort == "host":
        message = f"`{wanted.source}` has no port to choose"
        yield Misfit("port", "bad-shape", message, f"take `{wanted.service}.address`, or remove `port`")
    elif wanted.port is not None and wanted.port not in known:
        meant = near(wanted.port, known)
        all_ports = f"its ports are {listed(sorted(known), 'and')}" if known else "remove `port`: it has one port"
        hint = f"did you mean `{meant}`?" if meant else all_ports
        yield Misfit("port", "unknown-port", f"`{wanted.service}` has no port `{wanted.port}`", hint)


def _database(wanted: From, other: Service, offers: Mapping[str, Offer]) -> Iterator[Misfit]:
    name = wanted.database or ""
    if offers[wanted.offer].free:
        message = f"`{wanted.source}` is a public address, which names no database"
        yield Misfit("database", "bad-shape", message, "write it as `path`")
    elif other.kind == "redis" and not name.isdigit():
        yield Misfit("database", "bad-shape", "a database of Redis is a number", 'write it as one, such as `"1"`')
    elif "database" in offers and getattr(other, "run", "") != "external":
        named = (offer.rpartition(".")[0] for offer in offers)
        known = [*dict.fromkeys([offers["database"].text, *filter(None, named)])]
        if name not in known:
            meant = near(name, known)
            hint = f"did you mean `{meant}`?" if meant else f"it has {listed(known, 'and')}"
            yield Misfit("database", "unknown-database", f"`{wanted.service}` has no database `{name}`", hint)


def _path(wanted: From, other: Service, sort: str) -> Iterator[Misfit]:
    if wanted.database is not None or (sort == "url" and KINDS[other.kind].datastore):
        message = "`path` would stand after the name of the database"
        hint = "remove `path`" if wanted.database is not None else "write the database as `database`"
        yield Misfit("path", "bad-shape", message, hint)
