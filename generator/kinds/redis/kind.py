"""Redis or Valkey: one replica in the cluster, ElastiCache, or one that exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.kinds.redis.images import IMAGES, Images
from generator.kinds.redis.model import Redis
from generator.parts import datastore
from generator.parts.kind import DATASTORE, Kind, Values
from generator.parts.offers import Offer, Property, address
from generator.parts.subject import Peer, Subject
from generator.parts.url import Url

PORT = 6379
USER = 999
"""User and group of the official Debian images."""
DATA = "/data"
TIMING = {"timeoutSeconds": 3, "periodSeconds": 10}
AUTH = {"redis": ("REDISCLI_AUTH",), "valkey": ("REDISCLI_AUTH", "VALKEYCLI_AUTH")}
"""Engine -> the variables in which its client looks for the password: for probes, and for whoever works in the pod."""


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Where it listens, and the password where it asks for one; `rediss://` where it is encrypted on the way."""
    service: Redis = subject.service
    password = Property(subject.name, "password") if service.password else None
    found = {"password": Offer((password,))} if password is not None else {}
    host = datastore.host(subject)
    if host is None:
        return found
    port = datastore.port(subject, PORT)
    scheme = "rediss" if service.encrypted else "redis"
    url = Url(scheme, host, port, user=None if password is None else "", password=password)
    return {**found, **address(host, port), "url": url.offer()}


def values(subject: Subject) -> Values | None:
    """The chart's values where it runs in the cluster."""
    service: Redis = subject.service
    if service.run != "in-cluster" or service.in_cluster is None:
        return None
    kept = service.in_cluster.persistence == "append-only"
    server = datastore.Server(
        image=images(service)[service.version],
        user=USER,
        port=PORT,
        data=DATA if kept else None,
        writable={} if kept else {DATA: {"name": "scratch", "sizeLimit": "64Mi"}},
    )
    found = {**datastore.values(subject, server), "command": command(service, kept=kept), "probes": probes(service)}
    if service.password:
        found["secrets"] = datastore.secrets(subject, dict.fromkeys(AUTH[service.engine], "password"))
    return found


def command(service: Redis, *, kept: bool) -> list[str]:
    """The server, writing each change to its log or nothing at all. Who may call it is the network policy's to say:
    `protected-mode` would refuse everybody but the pod itself. Kubernetes puts the password in, from a variable."""
    log = "yes" if kept else "no"
    words = [f"{service.engine}-server", "--dir", DATA, "--appendonly", log, "--save", "", "--protected-mode", "no"]
    if service.password:
        words += ["--requirepass", f"$({AUTH[service.engine][0]})"]
    for name, setting in sorted(service.config.items()):
        words += [f"--{name}", *(setting.split() or [""])]
    return words


def probes(service: Redis) -> dict[str, Any]:
    """`-e`: an error, such as the one while it reads its log, is no success."""
    port = {"tcpSocket": {"port": "redis"}}
    asked = {"exec": {"command": [f"{service.engine}-cli", "-e", "ping"]}}
    return {
        "startup": {**port, "timeoutSeconds": 3, "periodSeconds": 5, "failureThreshold": 60},
        "readiness": {**asked, **TIMING, "failureThreshold": 3},
        "liveness": {**port, **TIMING, "failureThreshold": 6},
    }


def images(service: Redis) -> Images:
    """The official images of its engine, by version."""
    return IMAGES[service.engine]


def peer(subject: Subject) -> Peer | None:
    """Where its callers find it."""
    return datastore.peer(subject, PORT)


KIND = Kind(
    name="redis",
    model=Redis,
    values=values,
    offers=offers,
    offered=frozenset({"host", "port", "address", "url", "password"}),
    peer=peer,
    templates=datastore.TEMPLATES,
    images=images,
    objects=DATASTORE,
    datastore=True,
)
