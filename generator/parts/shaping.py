"""An offer -> the same in the shape that its taker wants: another port or scheme, a path, a database, parameters.

What is secret in it stays where it stands: the offer is read with a mark in place of each secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from generator.model.value import From
from generator.parts.offers import Offer, Property

FIRST = 0xF0000
"""The first of the characters that stand for secrets, in a range that no offer uses."""
MARK = re.compile("([\U000f0000-\U000f0fff])")
WRITTEN = re.compile(
    r"((?P<scheme>[^/?#@]+)://)?(?P<login>[^/?#@]*@)?(?P<host>[^/?#@:,]+)(:(?P<port>[0-9]+))?"
    r"(?P<path>/[^?#,]*)?(\?(?P<query>[^#]*))?"
)


@dataclass(frozen=True)
class Location:
    """A URL or an address in its parts."""

    scheme: str | None
    login: str
    host: str
    port: str | None
    path: str
    query: str

    def __str__(self) -> str:
        scheme = f"{self.scheme}://" if self.scheme else ""
        port = f":{self.port}" if self.port else ""
        query = f"?{self.query}" if self.query else ""
        return f"{scheme}{self.login}{self.host}{port}{self.path}{query}"


def location(offer: Offer) -> Location | None:
    """The parts of an offer, with marks for its secrets; None where it is neither URL nor address."""
    found = WRITTEN.fullmatch(_marked(offer))
    if found is None:
        return None
    part = found.groupdict()
    return Location(
        part["scheme"], part["login"] or "", part["host"], part["port"], part["path"] or "", part["query"] or ""
    )


def shaped(offer: Offer, wanted: From, ports: Mapping[str, int]) -> Offer:
    """The offer in the shape that is wanted; what does not go with it, which is told elsewhere, changes nothing."""
    chosen = ports.get(wanted.port or "")
    if wanted.offer.rpartition(".")[2] == "port":
        return offer if chosen is None else replace(offer, parts=(str(chosen),))
    found = location(offer)
    if found is None:
        return offer
    port = found.port if chosen is None else str(chosen)
    path = found.path if wanted.database is None else f"/{quote(wanted.database, safe='')}"
    path = path if wanted.path is None else f"{path.rstrip('/')}{wanted.path}"
    query = found.query if wanted.query is None else "&".join(_parameters(found.query, wanted.query))
    there = replace(found, scheme=wanted.scheme or found.scheme, port=port, path=path, query=query)
    return replace(offer, parts=_parts(there, offer.secrets))


def port_numbers(service: Any) -> dict[str, int]:
    """The ports of a service by name; none where they have no names."""
    if hasattr(service, "all_ports"):
        return {name: port.number for name, port in service.all_ports.items()}
    return dict(getattr(service, "ports", None) or {})


def _parameters(own: str, wanted: Mapping[str, str]) -> Iterator[str]:
    """The parameters of a URL: its own, those that are wanted in their place, and the others that are wanted."""
    given = [parameter for parameter in own.split("&") if parameter.partition("=")[0] not in wanted]
    yield from filter(None, given)
    yield from (f"{quote(key, safe='')}={quote(value, safe='')}" for key, value in sorted(wanted.items()) if value)


def _marked(offer: Offer) -> str:
    secrets = iter(range(FIRST, FIRST + len(offer.parts)))
    return "".join(part if isinstance(part, str) else chr(next(secrets)) for part in offer.parts)


def _parts(found: Location, secrets: tuple[Property, ...]) -> tuple[str | Property, ...]:
    pieces = filter(None, MARK.split(str(found)))
    return tuple(secrets[ord(piece) - FIRST] if MARK.fullmatch(piece) else piece for piece in pieces)
