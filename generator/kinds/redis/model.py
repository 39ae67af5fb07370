"""What a person may write for `redis`: Redis or Valkey in the cluster, on ElastiCache, or one that exists."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from generator.model.datastore import Elsewhere, InCluster, Managed, instance_class
from generator.model.mistake import mistake
from generator.model.network import PortNumber
from generator.model.quantity import Volume
from generator.model.scalar import Text, Whole
from generator.model.service import Service
from generator.model.setting import Setting
from generator.model.texts import version_of
from generator.strict import key, later

VERSIONS = {"redis": ("7", "8"), "valkey": ("7", "8", "9")}
"""Engine -> its major versions."""
OWN = {
    "requirepass": "write `password: true`",
    **dict.fromkeys(("appendonly", "save", "dir"), "remove it: `inCluster.persistence` says this"),
    **dict.fromkeys(
        ("bind", "cluster-enabled", "daemonize", "include", "port", "protected-mode", "replicaof", "unixsocket"),
        "remove it: the generator says this",
    ),
}
"""Settings that are not a person's -> what to do instead."""
SETTING_NAME = Text(
    code="bad-setting",
    expected="the name of a setting of redis.conf such as `maxmemory-policy`, none that is said elsewhere",
    pattern="[a-z][a-z0-9-]*",
    longest=63,
    never=f"^({'|'.join(OWN)}|tls-.*)$",
    remedy=lambda text: OWN.get(text, "remove it: the cluster's own Redis speaks no TLS" if "tls-" in text else ""),
)
Version = Annotated[str, version_of("Redis or Valkey", ("7", "8", "9"))]


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
    tls: bool = key("true: encrypted on the way, and `url` is `rediss://`", False)


class Redis(Service):
    """Redis or Valkey, where it may run: in the cluster, on ElastiCache, or elsewhere."""

    kind: Literal["redis"] = key("Redis, or Valkey")
    engine: Literal["redis", "valkey"] = key("which of the two", "redis")
    version: Version = key("the major version, quoted")
    run: Literal["in-cluster", "elasticache", "external"] = key("where it runs; each has its own block", "in-cluster")
    in_cluster: RedisInCluster | None = key("the block of `run: in-cluster`", None)
    elasticache: Elasticache | None = key("the block of `run: elasticache`", None)
    external: ExternalRedis | None = key("the block of `run: external`", None)

    password: bool = key("true: it asks for the password that its remote secret has as `password`", False)
    config: dict[Annotated[str, SETTING_NAME], Annotated[str, Setting(true="yes", false="no")]] = key(
        "settings of redis.conf, where it runs in the cluster", {}
    )

    @model_validator(mode="after")
    def _engine_has_the_version(self) -> Self:
        known = VERSIONS[self.engine]
        if self.version not in known:
            message = f"found `{self.version}`, expected a version of {self.engine.title()}: `{'`, `'.join(known)}`"
            raise mistake("bad-version", message, at=("version",), beside=("engine",))
        return self

    @model_validator(mode="after")
    def _a_password_is_encrypted_on_the_way(self) -> Self:
        managed = self.elasticache if self.run == "elasticache" else None
        if self.password and managed is not None and not managed.tls:
            message = "ElastiCache asks for a password only where it is encrypted on the way"
            raise mistake("password-without-tls", message, "add `tls: true` to `elasticache`", at=("password",))
        return self

    @property
    def encrypted(self) -> bool:
        """Whether it is encrypted on the way."""
        elsewhere = {"elasticache": self.elasticache, "external": self.external}.get(self.run)
        return elsewhere is not None and elsewhere.tls

    @property
    def managed(self) -> Elasticache | None:
        """The block of the datastore that AWS runs."""
        return self.elasticache
