"""What a person may write for `redis`: Redis in the cluster, on ElastiCache, or one that exists."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from generator.model.datastore import Elsewhere, InCluster, Managed, instance_class
from generator.model.mistake import mistake
from generator.model.network import PortNumber
from generator.model.quantity import Volume
from generator.model.scalar import Whole
from generator.model.service import Service
from generator.model.texts import version_of
from generator.strict import key, later

VERSIONS = ("7", "8")
Version = Annotated[str, version_of("Redis", VERSIONS)]


class RedisInCluster(InCluster):
    """Redis in the cluster."""

    persistence: Literal["append-only", "none"] = key("`none`: what it holds is gone with the pod", "append-only")
    storage: Volume | None = key("the size of its volume; it can grow, never shrink", None)

    @model_validator(mode="after")
    def _what_persists_has_a_volume(self) -> Self:
        if self.persistence == "append-only" and self.storage is None:
            hint = "add `storage: 5Gi`, or `persistence: none`"
            raise mistake("missing-key", "`persistence: append-only` needs `storage`", hint)
        return self


class Elasticache(Managed):
    """Redis on ElastiCache; its sizes are Terraform's."""

    class_: Annotated[str, instance_class("cache")] | None = later("the node type: `cache.t3.micro`", alias="class")
    replicas: Annotated[int, Whole(most=5)] = later("how many replicas beside the primary", 0)
    tls: bool = key("true: encrypted on the way, and `url` is `rediss://`", False)


class ExternalRedis(Elsewhere):
    """Redis that exists."""

    port: PortNumber = key("its port", 6379)


class Redis(Service):
    """Redis, where it may run: in the cluster, on ElastiCache, or elsewhere."""

    kind: Literal["redis"] = key("Redis")
    version: Version = key("the major version, quoted")
    run: Literal["in-cluster", "elasticache", "external"] = key("where it runs; each has its own block", "in-cluster")
    in_cluster: RedisInCluster | None = key("the block of `run: in-cluster`", None)
    elasticache: Elasticache | None = key("the block of `run: elasticache`", None)
    external: ExternalRedis | None = key("the block of `run: external`", None)

    @property
    def managed(self) -> Elasticache | None:
        """The block of the datastore that AWS runs."""
        return self.elasticache
