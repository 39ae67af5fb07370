"""What a person may write for `postgres`: PostgreSQL in the cluster, on RDS, or one that exists."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import model_validator

from generator.model.datastore import Backup, Elsewhere, InCluster, Managed, instance_class
from generator.model.mistake import mistake
from generator.model.network import PortNumber
from generator.model.quantity import RdsVolume, Volume
from generator.model.scalar import Text
from generator.model.service import Service
from generator.model.setting import Setting
from generator.model.texts import version_of
from generator.strict import Strict, key, later

VERSIONS = ("14", "15", "16", "17", "18")
Version = Annotated[str, version_of("PostgreSQL", VERSIONS)]
IDENTIFIER = Text(
    code="bad-name",
    expected="lower-case letters, digits and `_`, beginning with a letter or `_`, and not with `pg_`",
    pattern=r"[a-z_][a-z0-9_]*",
    longest=63,
    never="^pg_",
    remedy=lambda text: (
        f"did you mean `{text.lower().replace('-', '_')}`?" if text.lower().replace("-", "_") != text else ""
    ),
)
Identifier = Annotated[str, IDENTIFIER]


EXTENSION = Text(
    code="bad-name",
    expected="the name of an extension such as `pg_trgm`",
    pattern="[a-z][a-z0-9_-]*",
    longest=63,
    remedy=lambda text: f"did you mean `{text.lower()}`?" if text.lower() != text else "",
)
OWN = (
    "config_file|data_directory|external_pid_file|hba_file|ident_file|listen_addresses|port|ssl(_.*)?"
    "|unix_socket_directories"
)
"""Parameters that are not a person's."""
PARAMETER = Text(
    code="bad-setting",
    expected="a parameter of postgresql.conf such as `max_connections`, none that the generator says itself",
    pattern=r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?",
    longest=63,
    never=f"^({OWN})$",
    remedy=lambda text: "remove it: the generator says this" if re.fullmatch(OWN, text) else "",
)
SslMode = Literal["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]


class Database(Strict):
    """A database beside the first."""

    user: Identifier | None = key("the user who owns it; the service's own `user` if not given", None)


class PostgresInCluster(InCluster):
    """PostgreSQL in the cluster."""

    storage: Volume = key("the size of its volume; it can grow, never shrink")


class Rds(Managed):
    """PostgreSQL on RDS; its sizes are Terraform's."""

    class_: Annotated[str, instance_class("db")] | None = later(
        "the instance class, such as `db.t3.micro`", alias="class"
    )
    storage: RdsVolume | None = later("the size of its disk")
    multi_az: bool = later("true: a standby in another zone", False)


class ExternalPostgres(Elsewhere):
    """PostgreSQL that exists."""

    port: PortNumber = key("its port", 5432)
    ssl_mode: SslMode = key("libpq's `sslmode`: how it is encrypted, and whether verified", "prefer")


class Postgres(Service):
    """PostgreSQL, where it may run: in the cluster, on RDS, or elsewhere."""

    kind: Literal["postgres"] = key("PostgreSQL")
    version: Version = key("the major version, quoted")
    database: Identifier | None = key("the database that is made at first start", None)
    user: Identifier | None = key("the user who may do all, and owns what names no other", None)
    databases: dict[Identifier, Database] = key("more databases, or instead of `database` all of them", {})
    extensions: list[Annotated[str, EXTENSION]] = key("extensions in each of its databases", [])
    parameters: dict[Annotated[str, PARAMETER], Annotated[str, Setting(true="on", false="off")]] = key(
        "parameters of postgresql.conf, where it runs in the cluster", {}
    )
    run: Literal["in-cluster", "rds", "external"] = key("where it runs; each has its own block", "in-cluster")
    in_cluster: PostgresInCluster | None = key("the block of `run: in-cluster`", None)
    rds: Rds | None = key("the block of `run: rds`", None)
    external: ExternalPostgres | None = key("the block of `run: external`", None)
    backup: Backup | None = later("when it is saved, and for how long")

    @model_validator(mode="after")
    def _has_a_database_with_a_user(self) -> Self:
        if self.database is None and not self.databases:
            raise mistake("missing-key", "`database` is missing", "add `database:`, or several under `databases:`")
        if self._first_user is None:
            message = f"the database `{self.main_database}` has no user"
            raise mistake("missing-key", message, "add `user:`", at=("databases",) if self.database is None else ())
        return self

    @property
    def main_database(self) -> str:
        """The database that is made first, by whoever runs the server."""
        return next(iter(self.databases)) if self.database is None else self.database

    @property
    def main_user(self) -> str:
        """The user who is made first, and may do all."""
        return str(self._first_user)

    @property
    def _first_user(self) -> str | None:
        first = self.databases.get(self.main_database)
        return self.user if self.user is not None or first is None else first.user

    @property
    def every_database(self) -> dict[str, str]:
        """Every database, the first one first -> the user who owns it."""
        owners = {name: database.user or self.main_user for name, database in self.databases.items()}
        return {self.main_database: owners.get(self.main_database, self.main_user), **owners}

    @property
    def has_setup(self) -> bool:
        """Whether there is more than the image makes."""
        return bool(self.extensions) or self.every_database != {self.main_database: self.main_user}

    @property
    def managed(self) -> Rds | None:
        """The block of the datastore that AWS runs."""
        return self.rds
