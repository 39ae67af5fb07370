"""What a person may write for `postgres`: PostgreSQL in the cluster, on RDS, or one that exists."""

from __future__ import annotations

from typing import Annotated, Literal

from generator.model.datastore import Backup, Elsewhere, InCluster, Managed, instance_class
from generator.model.network import PortNumber
from generator.model.quantity import RdsVolume, Volume
from generator.model.scalar import Text
from generator.model.service import Service
from generator.model.texts import version_of
from generator.strict import key, later

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


class Postgres(Service):
    """PostgreSQL, where it may run: in the cluster, on RDS, or elsewhere."""

    kind: Literal["postgres"] = key("PostgreSQL")
    version: Version = key("the major version, quoted")
    database: Identifier = key("the database that is made at first start")
    user: Identifier = key("the user who owns it")
    run: Literal["in-cluster", "rds", "external"] = key("where it runs; each has its own block", "in-cluster")
    in_cluster: PostgresInCluster | None = key("the block of `run: in-cluster`", None)
    rds: Rds | None = key("the block of `run: rds`", None)
    external: ExternalPostgres | None = key("the block of `run: external`", None)
    backup: Backup | None = later("when it is saved, and for how long")

    @property
    def managed(self) -> Rds | None:
        """The block of the datastore that AWS runs."""
        return self.rds
