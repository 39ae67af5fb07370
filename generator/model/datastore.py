"""What datastores of every kind say: where they run, what they are given, how they are kept."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator

from generator.model.container import Resources, UserId
from generator.model.cron import Cron
from generator.model.duration import Duration
from generator.model.image import Digest, ImageTag, Repository, full_name
from generator.model.mistake import mistake
from generator.model.network import Cidr, check_address
from generator.model.scalar import Text
from generator.model.words import Host, HostOrAddress
from generator.strict import Strict, key

STORAGE_CLASS = Text(
    code="bad-name",
    expected="the name of a storage class such as `gp3`",
    pattern=r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?",
    longest=253,
)


def instance_class(prefix: str) -> Text:
    """The rule for an instance class of RDS (`db`) or ElastiCache (`cache`)."""
    return Text(
        code="bad-node-type",
        expected=f"an instance class such as `{prefix}.t3.micro`",
        pattern=rf"{prefix}\.[a-z][a-z0-9]*\.[a-z0-9-]+",
        remedy=lambda text: f"did you mean `{prefix}.{text}`?" if text.count(".") == 1 else "",
    )


class OtherImage(Strict):
    """Another image than the official one of the version; a tag or digest alone is one of the official repository."""

    repository: Repository | None = key("the repository; the official one if not given", None)
    tag: ImageTag | None = key("the tag; the version's own if not given, and no other repository is", None)
    digest: Digest | None = key("the digest, `sha256:…`; it decides where both are given", None)

    @model_validator(mode="after")
    def _names_one_build(self) -> Self:
        if self.tag is None and self.digest is None:
            message = "the image has neither `tag` nor `digest`"
            raise mistake("missing-tag", message, "add `tag`, in the service or in the environment")
        return self

    @property
    def normalised(self) -> str | None:
        """The repository with its registry; None where it is the official one."""
        return None if self.repository is None else full_name(self.repository)


class InCluster(Strict):
    """A datastore in the cluster: one pod with a volume of its own."""

    storage_class: Annotated[str, STORAGE_CLASS] | None = key("the storage class; the platform's if not given", None)
    resources: Resources = key("what it is given, and what it may use", Resources)
    image: OtherImage | None = key("another image than the official one of the version", None)
    run_as_user: UserId | None = key("the user id that it runs as, where another image has another than 999", None)


class Elsewhere(Strict):
    """A datastore that exists outside the cluster."""

    host: HostOrAddress = key("its host")
    cidrs: list[Cidr] | None = key(
        "the ranges it lies in; everywhere but private ranges if not given", None, min_length=1
    )

    @model_validator(mode="after")
    def _egress_reaches_it(self) -> Self:
        check_address(self.host, self.cidrs)
        return self


class Managed(Strict):
    """A datastore that AWS runs."""

    endpoint: Host | None = key("the real host that AWS gave it, once it exists", None)


class Backup(Strict):
    """When it is saved, and for how long."""

    schedule: Cron = key("when it is saved")
    keep: Duration = key("how long each is kept", "30d")
    restore_test: Cron | None = key("when a restore is tried", None)
