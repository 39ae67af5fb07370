"""Redis: one replica in the cluster, ElastiCache, or one that exists."""

from __future__ import annotations

from collections.abc import Mapping

from generator.kinds.redis.images import IMAGES
from generator.kinds.redis.model import Redis
from generator.parts import datastore
from generator.parts.kind import DATASTORE, Kind, Values
from generator.parts.offers import Offer, address, text
from generator.parts.subject import Peer, Subject

PORT = 6379
USER = 999
"""User and group of the official Debian images."""
DATA = "/data"
TIMING = {"timeoutSeconds": 3, "periodSeconds": 10}
PROBES = {
    "startup": {"tcpSocket": {"port": "redis"}, "timeoutSeconds": 3, "periodSeconds": 5, "failureThreshold": 60},
    "readiness": {"exec": {"command": ["redis-cli", "-e", "ping"]}, **TIMING, "failureThreshold": 3},
    "liveness": {"tcpSocket": {"port": "redis"}, **TIMING, "failureThreshold": 6},
}
"""`-e`: an error, such as the one while it reads its log, is no success."""


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Where it listens; `rediss://` where ElastiCache has TLS."""
    host = datastore.host(subject)
    if host is None:
        return {}
    service: Redis = subject.service
    encrypted = service.run == "elasticache" and service.elasticache is not None and service.elasticache.tls
    port = datastore.port(subject, PORT)
    return {**address(host, port), "url": text(f"{'rediss' if encrypted else 'redis'}://{host}:{port}")}


def values(subject: Subject) -> Values | None:
    """The chart's values where it runs in the cluster."""
    service: Redis = subject.service
    if service.run != "in-cluster" or service.in_cluster is None:
        return None
    kept = service.in_cluster.persistence == "append-only"
    server = datastore.Server(
        image=IMAGES[service.version],
        user=USER,
        port=PORT,
        data=DATA if kept else None,
        writable={} if kept else {DATA: {"name": "scratch", "sizeLimit": "64Mi"}},
    )
    return {**datastore.values(subject, server), "command": command(kept=kept), "probes": dict(PROBES)}


def command(*, kept: bool) -> list[str]:
    """The server, writing each change to its log or nothing at all. Who may call it is the network policy's to say:
    `protected-mode` would refuse everybody but the pod itself."""
    log = "yes" if kept else "no"
    return ["redis-server", "--dir", DATA, "--appendonly", log, "--save", "", "--protected-mode", "no"]


def peer(subject: Subject) -> Peer | None:
    """Where its callers find it."""
    return datastore.peer(subject, PORT)


KIND = Kind(
    name="redis",
    model=Redis,
    values=values,
    offers=offers,
    offered=frozenset({"host", "port", "address", "url"}),
    peer=peer,
    templates=datastore.TEMPLATES,
    images=IMAGES,
    objects=DATASTORE,
    datastore=True,
)
