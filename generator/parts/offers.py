"""What a service offers to others: text, a property of a remote secret, or both composed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Property(NamedTuple):
    """A property of a service's remote secret; `escaped` where it stands inside a URL."""

    service: str
    name: str
    escaped: bool = False

    @property
    def source(self) -> tuple[str, str]:
        """Where it comes from, however it is used."""
        return self.service, self.name


@dataclass(frozen=True)
class Offer:
    """Text and secret properties in a row. What is secret in its source stays secret."""

    parts: tuple[str | Property, ...]
    free: bool = False
    """Whether it may be taken without an edge (`needs`)."""

    @property
    def secrets(self) -> tuple[Property, ...]:
        return tuple(part for part in self.parts if isinstance(part, Property))

    @property
    def text(self) -> str:
        """The value; only for what is not secret."""
        return "".join(part for part in self.parts if isinstance(part, str))

    def template(self, keys: Mapping[tuple[str, str], str]) -> str:
        """The value as a template of the External Secrets Operator, which composes it in the cluster.

        `keys` has, for each source, the name under which a template finds it.
        """
        return "".join(self._pieces(keys))

    def _pieces(self, keys: Mapping[tuple[str, str], str]) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part.replace("{{", '{{ "{{" }}')
            elif part.escaped:
                yield f'{{{{ .{keys[part.source]} | urlquery | replace "+" "%20" }}}}'
            else:
                yield f"{{{{ .{keys[part.source]} }}}}"


def text(value: str | int) -> Offer:
    """An offer that is no secret."""
    return Offer((str(value),))


def address(host: str, port: int) -> dict[str, Offer]:
    """The three that every server offers to those who need it."""
    return {"host": text(host), "port": text(port), "address": text(f"{host}:{port}")}
