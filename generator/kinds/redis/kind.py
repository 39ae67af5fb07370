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
    found = datastore.values(subject, user=USER, port=PORT, data=DATA, image=IMAGES[service.version], env={})
    if not kept:
        found.pop("storage", None)
        found["writable"] = {DATA: {"name": "scratch", "sizeLimit": "64Mi"}}
    found["command"] = ["redis-server", "--dir", DATA, "--appendonly", "yes" if kept else "no", "--save", ""]
    ready = {"exec": {"command": ["redis-cli", "ping"]}}
    found["probes"] = {
        "startup": {"tcpSocket": {"port": "redis"}, "periodSeconds": 5, "failureThreshold": 60},
        "readiness": {**ready, "periodSeconds": 10, "timeoutSeconds": 3, "failureThreshold": 3},
        "liveness": {"tcpSocket": {"port": "redis"}, "periodSeconds": 10, "timeoutSeconds": 3, "failureThreshold": 6},
    }
    return found


def peer(subject: Subject) -> Peer | None:
    return datastore.peer(subject, PORT)


KIND = Kind(
    name="redis",
    model=Redis,
    values=values,
    offers=offers,
    offered=frozenset({"host", "port", "address", "url", "password"}),
    peer=peer,
    templates=datastore.TEMPLATES,
    objects=DATASTORE,
    datastore=True,
)
