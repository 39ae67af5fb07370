"""Databases, users and extensions -> SQL that may run again and again, and the job that runs it.

The image makes one database with one user, when its volume is new. The job makes the others whenever the list
changes: it runs beside the server, which goes on if it fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.kinds.postgres.model import Postgres
from generator.model.container import Amounts, Resources
from generator.parts import datastore, network
from generator.parts.jobs import STAGES
from generator.parts.kind import Values
from generator.parts.pod import resources
from generator.parts.subject import Subject

JOB = "databases"
FILE = "/setup/databases.sql"
SMALL = Resources(requests=Amounts(cpu="50m", memory="64Mi"), limits=Amounts(memory="128Mi"))
TIMEOUT = 600


def secret_of(service: Postgres, user: str) -> str:
    """The property of the remote secret that holds a user's password."""
    return "password" if user == service.main_user else f"{user}-password"


def variable(user: str) -> str:
    """The variable in which the job finds a user's password."""
    return f"PASSWORD_OF_{user}"


def others(service: Postgres) -> list[str]:
    """The users whom the image does not make, sorted."""
    return sorted({*service.every_database.values()} - {service.main_user})


def sql(service: Postgres, *, by_hand: bool = False) -> str:
    """What makes them; whoever runs it by hand is asked for the passwords."""
    return "\n".join(_lines(service, by_hand)) + "\n"


def _lines(service: Postgres, by_hand: bool) -> Iterator[str]:
    for user in others(service):
        known = f"SELECT FROM pg_roles WHERE rolname = '{user}'"
        yield f"SELECT 'CREATE ROLE \"{user}\" LOGIN' WHERE NOT EXISTS ({known}) \\gexec"
        if by_hand:
            yield f"\\password {user}"
            yield f'GRANT "{user}" TO CURRENT_USER;'
        else:
            yield f"\\set password `printenv {variable(user)}`"
            yield f"ALTER ROLE \"{user}\" LOGIN PASSWORD :'password';"
    for database, user in service.every_database.items():
        if database != service.main_database:
            known = f"SELECT FROM pg_database WHERE datname = '{database}'"
            yield f"SELECT 'CREATE DATABASE \"{database}\"' WHERE NOT EXISTS ({known}) \\gexec"
        if (database, user) != (service.main_database, service.main_user):
            yield f'ALTER DATABASE "{database}" OWNER TO "{user}";'
        if service.extensions:
            yield f"\\connect {database}"
            yield from (f'CREATE EXTENSION IF NOT EXISTS "{name}";' for name in service.extensions)


def job(subject: Subject, user: int) -> dict[str, Any]:
    """The job's values, and the way from it to the server, as parts of the chart's; nothing where none is needed."""
    service: Postgres = subject.service
    if not service.has_setup:
        return {}
    passwords = {variable(user): secret_of(service, user) for user in others(service)}
    values: Values = {
        "wave": STAGES["after"],
        "command": ["psql", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--file", FILE],
        "env": {
            "PGDATABASE": service.main_database,
            "PGHOST": subject.name,
            "PGSSLMODE": "disable",
            "PGUSER": service.main_user,
        },
        "secrets": datastore.secrets(subject, {"PGPASSWORD": "password", **passwords}),
        "files": {FILE: {"key": "databases.sql", "text": sql(service)}},
        "runAsUser": user,
        "resources": resources(SMALL, {}),
        "retries": 5,
        "deadlineSeconds": TIMEOUT,
    }
    return {"after": {JOB: values}}


def way(subject: Subject, port: int) -> dict[str, Any]:
    """The rules of the network policy by which the job, which carries the server's name, calls the server."""
    pods, ports = [network.pods(subject.name)], network.tcp([port])
    return {
        "ingress": {subject.name: {"from": pods, "ports": ports}},
        "egress": {subject.name: {"to": pods, "ports": ports}},
    }
