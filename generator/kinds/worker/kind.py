"""A service that nobody reaches from outside: Deployment, autoscaling; a Service where it has ports."""

from __future__ import annotations

from generator.kinds.worker.model import Worker
from generator.model.offered import ALWAYS
from generator.parts.kind import SERVING, Kind, Template
from generator.parts.offered import named, offers
from generator.parts.serving import FILES, peer, values

KIND = Kind(
    name="worker",
    model=Worker,
    values=values,
    offers=offers,
    offered=frozenset(ALWAYS),
    named=named,
    peer=peer,
    templates=(Template("deployment.yaml"), *FILES),
    objects=SERVING,
)
