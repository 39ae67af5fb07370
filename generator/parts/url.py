"""The parts of a URL -> an offer: plain text, or where a part is secret, composed in the cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from generator.parts.offers import Offer, Property

Part = str | Property


@dataclass(frozen=True)
class Url:
    """A URL of a service, part by part."""

    scheme: str
    host: str
    port: int
    user: Part | None = None
    password: Part | None = None
    path: str = ""
    """with its `/`, as it stands in the URL."""
    query: Mapping[str, str] = field(default_factory=dict)

    def offer(self) -> Offer:
        """The whole; a secret part is escaped where it is put in, a text here."""
        parts: list[Part] = []
        for part in self._parts():
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            else:
                parts.append(part)
        return Offer(tuple(parts))

    def _parts(self) -> Iterator[Part]:
        yield f"{self.scheme}://"
        if self.user is not None:
            yield _escaped(self.user)
            if self.password is not None:
                yield ":"
                yield _escaped(self.password)
            yield "@"
        yield f"{self.host}:{self.port}{self.path}"
        if self.query:
            yield "?" + "&".join(f"{quote(name, safe='')}={quote(text, safe='')}" for name, text in self.query.items())


def _escaped(part: Part) -> Part:
    return part._replace(escaped=True) if isinstance(part, Property) else quote(part, safe="")
