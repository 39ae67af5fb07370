"""A port that a container listens on: as a person writes it, and as the rest of the house knows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from generator.model.mistake import Keys, mistake
from generator.model.network import PortNumber
from generator.strict import Strict, key
from generator.suggest import near


class Port(Strict):
    """A port that the container listens on."""

    number: int = key("the number")
    protocol: Literal["http", "grpc", "tcp", "udp"] = key("what is spoken on it")


class PortSettings(Strict):
    """A port with what is spoken on it."""

    port: PortNumber = key("the number, 1024 or more: the container does not run as root")
    protocol: Literal["http", "grpc", "tcp", "udp"] = key("what is spoken on it", "tcp")


AnyPort = Annotated[
    Annotated[PortNumber, Tag("(number)")] | Annotated[PortSettings, Tag("(port)")],
    Discriminator(lambda value: "(port)" if isinstance(value, dict | PortSettings) else "(number)"),
]


def unknown_port(reference: str, known: Mapping[str, Port], keys: Keys) -> Exception:
    """The error for a port that is named and does not exist."""
    meant = near(reference, known)
    hint = f"did you mean `{meant}`?" if meant else ""
    names = ", ".join(f"`{name}`" for name in known) or "none"
    return mistake(
        "unknown-port", f"found the port `{reference}`, expected one that the service has: {names}", hint, at=keys
    )


def port_of(name: str, value: int | PortSettings) -> Port:
    """A port as it was written: a number alone is HTTP or TCP, by the port's name."""
    if isinstance(value, PortSettings):
        return Port(number=value.port, protocol=value.protocol)
    return Port(number=value, protocol="http" if name == "http" or name.startswith("http-") else "tcp")
