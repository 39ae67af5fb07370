"""PostgreSQL: one replica in the cluster, RDS, or one that exists."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from generator.kinds.postgres.images import IMAGES
from generator.kinds.postgres.model import Postgres
from generator.parts import datastore
from generator.parts.kind import DATASTORE, Kind, Values
from generator.parts.offers import Offer, Property, address, text
from generator.parts.subject import Peer, Subject

PORT = 5432
USER = 999
"""User and group of the official Debian images."""
DATA = "/var/lib/postgresql/data"


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Where it listens, its database and user, and the password that stays in the secret store."""
    service: Postgres = subject.service
    password = Property(subject.name, "password")
    found = {
        "database": text(service.database),
        "user": text(service.user),
        "password": Offer((password,)),
        "sslMode": text(ssl_mode(service)),
    }
    host = datastore.host(subject)
    if host is None:
        return found
    port = datastore.port(subject, PORT)
    before = f"postgresql://{quote(service.user, safe='')}:"
    after = f"@{host}:{port}/{quote(service.database, safe='')}?sslmode={ssl_mode(service)}"
    return {**found, **address(host, port), "url": Offer((before, password._replace(escaped=True), after))}


def ssl_mode(service: Postgres) -> str:
    """libpq's `sslmode`: RDS is encrypted, and verified only where its certificate's name is known (`rds.endpoint`)."""
    if service.run == "in-cluster":
        return "disable"
    if service.run == "rds":
        return "verify-full" if service.rds is not None and service.rds.endpoint is not None else "require"
    return "prefer"


def values(subject: Subject) -> Values | None:
    """The chart's values where it runs in the cluster."""
    service: Postgres = subject.service
    if service.run != "in-cluster" or service.in_cluster is None:
        return None
    env = {"POSTGRES_DB": service.database, "POSTGRES_USER": service.user, "PGDATA": f"{DATA}/pgdata"}
    found = datastore.values(subject, user=USER, port=PORT, data=DATA, image=IMAGES[service.version], env=env)
    # `fast` shutdown: the default of SIGTERM waits for clients to leave.
    ready = {
        "exec": {
            "command": ["pg_isready", "--username", service.user, "--dbname", service.database, "--host", "127.0.0.1"]
        }
    }
    found["probes"] = {
        "startup": {**ready, "periodSeconds": 5, "timeoutSeconds": 5, "failureThreshold": 60},
        "readiness": {**ready, "periodSeconds": 10, "timeoutSeconds": 5, "failureThreshold": 3},
        "liveness": {
            "tcpSocket": {"port": "postgres"},
            "periodSeconds": 10,
            "timeoutSeconds": 5,
            "failureThreshold": 6,
        },
    }
    found["writable"] = {
        "/tmp": {"name": "tmp", "sizeLimit": "64Mi"},
        "/var/run/postgresql": {"name": "var-run-postgresql", "sizeLimit": "16Mi"},
        "/dev/shm": {"name": "dev-shm", "sizeLimit": "64Mi", "medium": "Memory"},
    }
    found["secrets"] = datastore.secrets(subject, {"POSTGRES_PASSWORD": "password"})
    return found


def peer(subject: Subject) -> Peer | None:
    return datastore.peer(subject, PORT)


KIND = Kind(
    name="postgres",
    model=Postgres,
    values=values,
    offers=offers,
    offered=frozenset({"host", "port", "address", "database", "user", "password", "url", "sslMode"}),
    peer=peer,
    templates=datastore.TEMPLATES,
    objects=DATASTORE,
    secrets=lambda subject: ("password",) if values(subject) is not None else (),
    datastore=True,
)
