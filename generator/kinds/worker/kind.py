"""A service that nobody reaches from outside: Deployment, autoscaling; a Service where it has ports."""

from __future__ import annotations

from collections.abc import Mapping

from generator.kinds.worker.model import Worker
from generator.parts.kind import SERVING, Kind, Template
from generator.parts.offers import Offer, address
from generator.parts.serving import FILES, peer, values
from generator.parts.subject import Subject


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Host and port, where it has ports."""
    service: Worker = subject.service
    return {} if service.default_port is None else address(subject.name, service.all_ports[service.default_port].number)


KIND = Kind(
    name="worker",
    model=Worker,
    values=values,
    offers=offers,
    offered=frozenset({"host", "port", "address"}),
    peer=peer,
    templates=(Template("deployment.yaml"), *FILES),
    objects=SERVING,
)
