"""PostgreSQL: one replica in the cluster, RDS, or one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from generator.kinds.postgres import setup
from generator.kinds.postgres.images import IMAGES, REPOSITORY
from generator.kinds.postgres.model import Postgres
from generator.parts import datastore
from generator.parts.kind import DATASTORE, Kind, Values
from generator.parts.offers import Offer, Property, address, text
from generator.parts.subject import Peer, Subject
from generator.parts.url import Url

PORT = 5432
OFFERED = ("address", "database", "host", "password", "port", "sslMode", "url", "user")
USER = 999
"""User and group of the official Debian images."""
WRITABLE = {
    "/dev/shm": {"name": "dev-shm", "sizeLimit": "256Mi", "medium": "Memory"},
    "/tmp": {"name": "tmp", "sizeLimit": "64Mi"},
    "/var/run/postgresql": {"name": "var-run-postgresql", "sizeLimit": "16Mi"},
}
"""Parallel queries share memory, more than the 64 MiB that a container has for it; the socket lies in /var/run."""


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Where it listens, its database and user, and the password that stays in the secret store; by name, the same of
    each of `databases`."""
    service: Postgres = subject.service
    host, port = datastore.host(subject), datastore.port(subject, PORT)
    found = dict(_database(subject, service.main_database, host, port))
    for name in service.databases:
        found |= {f"{name}.{offer}": value for offer, value in _database(subject, name, host, port).items()}
    return found


def _database(subject: Subject, name: str, host: str | None, port: int) -> Mapping[str, Offer]:
    service: Postgres = subject.service
    user = service.every_database[name]
    password = Property(subject.name, setup.secret_of(service, user))
    mode = ssl_mode(service)
    found = {"database": text(name), "user": text(user), "password": Offer((password,)), "sslMode": text(mode)}
    if host is None:
        return found
    url = Url("postgresql", host, port, user, password, f"/{quote(name, safe='')}", {"sslmode": mode})
    return {**found, **address(host, port), "url": url.offer()}


def named(written: Mapping[str, Any]) -> Iterable[str]:
    """The same offers of each of its `databases`."""
    databases = written.get("databases")
    return (f"{name}.{offer}" for name in databases for offer in OFFERED) if isinstance(databases, dict) else ()


def ssl_mode(service: Postgres) -> str:
    """libpq's `sslmode`: RDS is encrypted, and verified only where its certificate's name is known (`rds.endpoint`)."""
    if service.run == "in-cluster":
        return "disable"
    if service.run == "rds":
        return "verify-full" if service.rds is not None and service.rds.endpoint is not None else "require"
    return "prefer" if service.external is None else service.external.ssl_mode


def values(subject: Subject) -> Values | None:
    """The chart's values where it runs in the cluster."""
    service: Postgres = subject.service
    if service.run != "in-cluster" or service.in_cluster is None:
        return None
    mount = mounted_at(service.version)
    usual = IMAGES.get(service.version, {"repository": REPOSITORY})
    server = datastore.Server(image=usual, user=USER, port=PORT, data=mount, writable=WRITABLE)
    database, user = service.main_database, service.main_user
    found = {
        **datastore.values(subject, server),
        "env": {"PGDATA": f"{mount}/pgdata", "POSTGRES_DB": database, "POSTGRES_USER": user},
        "secrets": datastore.secrets(subject, {"POSTGRES_PASSWORD": "password"}),
        "probes": probes(service),
    }
    if service.parameters:
        settings = (f"{name}={setting}" for name, setting in sorted(service.parameters.items()))
        found["args"] = [word for setting in settings for word in ("-c", setting)]
    if service.has_setup:
        found |= setup.job(subject, found["runAsUser"])
        way = setup.way(subject, PORT)
        policy = found.get("networkPolicy", {})
        found["networkPolicy"] = {key: {**way[key], **policy.get(key, {})} for key in ("ingress", "egress")}
    return found


def mounted_at(version: str) -> str:
    """Where the image expects the volume: from 18 on a folder higher, and it refuses to start with the old one.

    The data lie in `pgdata` on the volume whatever the version, so that an image of another major version finds them
    and says that they are not its own, instead of starting empty beside them.
    """
    return "/var/lib/postgresql" if int(version) >= 18 else "/var/lib/postgresql/data"


def probes(service: Postgres) -> dict[str, Any]:
    """Ready once it answers by TCP: while the image sets up a new database, the server listens on its socket alone."""
    command = ["pg_isready", "--host", "127.0.0.1", "--dbname", service.main_database]
    command += ["--username", service.main_user]
    asked = {"exec": {"command": command}, "timeoutSeconds": 5}
    return {
        "startup": {**asked, "periodSeconds": 5, "failureThreshold": 60},
        "readiness": {**asked, "periodSeconds": 10, "failureThreshold": 3},
        "liveness": {
            "tcpSocket": {"port": "postgres"},
            "timeoutSeconds": 5,
            "periodSeconds": 10,
            "failureThreshold": 6,
        },
    }


def peer(subject: Subject) -> Peer | None:
    """Where its callers find it."""
    return datastore.peer(subject, PORT)


KIND = Kind(
    name="postgres",
    model=Postgres,
    values=values,
    offers=offers,
    offered=frozenset(OFFERED),
    named=named,
    peer=peer,
    templates=datastore.TEMPLATES,
    images=lambda service: IMAGES,
    objects=DATASTORE,
    datastore=True,
)
