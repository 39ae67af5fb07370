"""Hosts outside the cluster: an address to take, and egress to it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.kinds.external.model import External
from generator.parts import network
from generator.parts.kind import Kind
from generator.parts.offers import Offer, address
from generator.parts.subject import Peer, Subject


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Host, and the first port in order of their names."""
    service: External = subject.service
    return address(service.host, min(service.ports.items())[1])


def peer(subject: Subject) -> Peer | None:
    """The ranges that were given, else everywhere but private ones."""
    service: External = subject.service
    to = network.blocks(service.cidrs) if service.cidrs else network.anywhere()
    return Peer(tuple(to), tuple(network.tcp(port for _, port in sorted(service.ports.items()))))


KIND = Kind(
    name="external",
    model=External,
    values=lambda subject: None,
    offers=offers,
    offered=frozenset({"host", "port", "address"}),
    peer=peer,
)
