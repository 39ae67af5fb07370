"""The service that a chart is written for, and what surrounds it in one environment, or in none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from generator.facts import Facts
from generator.graph import Edges
from generator.parts.offers import Offer

if TYPE_CHECKING:
    from generator.model.environment import Environment
    from generator.model.service import Service


@dataclass(frozen=True)
class Peer:
    """A service as those who call it meet it: `to` of a network policy rule, and the ports that it listens on."""

    to: tuple[Mapping[str, Any], ...]
    ports: tuple[Mapping[str, Any], ...]


class Provider(Protocol):
    """What a kind can say of its services to others."""

    def offers(self, subject: Subject) -> Mapping[str, Offer]:
        """name -> what may be taken by `{from: service.name}`; what needs an environment is missing without one."""
        ...

    def peer(self, subject: Subject) -> Peer | None:
        """Where its callers find it; None where nothing listens, or where it cannot be known without an environment."""
        ...


@dataclass(frozen=True)
class Surroundings:
    """One environment with all its services; without an environment, the services as their own files say."""

    name: str
    """The environment's name; empty without one."""
    environment: Environment | None
    services: Mapping[str, Service]
    files: Mapping[str, bytes]
    facts: Facts
    callers: Mapping[str, tuple[str, ...]]
    providers: Mapping[str, Provider]
    offers: dict[str, Mapping[str, Offer]] = field(default_factory=dict, compare=False, repr=False)
    """service -> what it offers, filled when it is first asked."""


@dataclass(frozen=True)
class Subject:
    """One service in its surroundings."""

    name: str
    service: Any
    around: Surroundings

    @property
    def environment(self) -> Environment | None:
        return self.around.environment

    def other(self, name: str) -> Subject | None:
        """Another service of the same surroundings."""
        service = self.around.services.get(name)
        return None if service is None else Subject(name, service, self.around)

    def provider(self) -> Provider:
        return self.around.providers[self.service.kind]

    def offer(self, reference: str) -> Offer | None:
        """What `postgres.host` stands for here, or None where it cannot be known without an environment."""
        name, _, what = reference.partition(".")
        offers = self.around.offers
        if name not in offers:
            other = self.other(name)
            offers[name] = {} if other is None else other.provider().offers(other)
        return offers[name].get(what)


def edges(services: Mapping[str, Service]) -> Edges:
    """`needs` as edges between services that are there."""
    return {name: tuple(sorted(set(service.needs) & set(services))) for name, service in services.items()}


def ordered(services: Mapping[str, Service]) -> Edges:
    """Those of them along which one starts before the other: all but those with `order: false`."""
    return {
        name: tuple(sorted(needed for needed, need in service.needs.items() if need.order and needed in services))
        for name, service in services.items()
    }
