"""What a file in `environments/` says, together with what the platform says for all."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from generator.model.acknowledgement import Acknowledgement
from generator.model.foundation import Aws, Foundation
from generator.model.mistake import mistake
from generator.model.network import Network
from generator.model.places import GitRef
from generator.model.scalar import Text, Whole
from generator.model.sync import Sync
from generator.model.texts import Certificate, ClusterName, NodeType
from generator.model.words import EnvironmentName, Host, Namespace
from generator.strict import Strict, key, later

AnyCertificate = Annotated[
    Annotated[Certificate, Tag("(one)")] | Annotated[list[Certificate], Field(min_length=1), Tag("(list)")],
    Discriminator(lambda value: "(list)" if isinstance(value, list) else "(one)"),
]


FILE_SYSTEM = Text(
    code="bad-file-system",
    expected="the id of an EFS file system such as `fs-0123456789abcdef0`",
    pattern="fs-[0-9a-f]{8,40}",
)


class Cluster(Strict):
    """The cluster that the environment has for itself."""

    name: ClusterName = key("the name of the EKS cluster")


class Efs(Strict):
    """The file system on EFS that holds the volumes of many pods."""

    file_system: Annotated[str, FILE_SYSTEM] = key("its id, `fs-…`; it has a mount target in each private subnet")


class Nodes(Strict):
    """The nodes of the cluster; Terraform's."""

    type: NodeType = key("the EC2 type, such as `t3.medium`")
    min: Annotated[int, Whole(most=1000)] = key("the fewest nodes")
    max: Annotated[int, Whole(least=1, most=1000)] = key("the most nodes")

    @model_validator(mode="after")
    def _bounds_are_in_order(self) -> Self:
        if self.min > self.max:
            message = f"`min: {self.min}` is over `max: {self.max}`"
            raise mistake("min-over-max", message, "raise `max` or lower `min`", at=("min",), beside=("max",))
        return self


class Environment(Foundation):
    """One environment: what differs there, over what the platform says."""

    aws: Aws = key("the account and the region")
    network: Network = key("the address range of the VPC")
    cluster: Cluster = key("the cluster")
    efs: Efs | None = key("where volumes with `ReadWriteMany` lie", None)
    domain: Host = key("the domain of its routes")
    follows: EnvironmentName | None = key("the environment whose versions come here next", None)
    production: bool = key("true: stricter rules, such as two replicas or more", False)
    nodes: Nodes | None = later("the nodes of the cluster")
    sync: Sync = key("when Argo CD syncs, and what it leaves alone", Sync)
    namespace: Namespace | None = key("the namespace of the services; the platform's name if not given", None)
    revision: GitRef | None = key("the git ref that this environment follows; a pin freezes all of it", None)
    acknowledge: list[Acknowledgement] = key("risks that `diff` names and a person took on, until a date", [])
    certificate: AnyCertificate | None = key("the ARN of the ACM certificate of its hosts, or several", None)
    pod_security: Literal["restricted", "baseline"] = key("what Kubernetes enforces on pods", "restricted")
    templates: dict[str, dict[str, Any]] = key("what differs here in templates, by template", {})
    services: dict[str, dict[str, Any]] = key("what differs here, by service", {})

    @model_validator(mode="after")
    def _certificates_are_of_its_region(self) -> Self:
        for index, arn in enumerate(self.certificates):
            at = ("certificate", index) if isinstance(self.certificate, list) else ("certificate",)
            if (region := arn.split(":")[3]) != self.aws.region:
                message = f"the certificate is of `{region}`, and the load balancer in `{self.aws.region}`"
                hint = f"name one of ACM in `{self.aws.region}`"
                raise mistake("foreign-certificate", message, hint, at=at, beside=("aws", "region"))
            if (first := self.certificates.index(arn)) < index:
                message, beside = "the certificate is listed twice", ("certificate", first)
                raise mistake("duplicate-certificate", message, "remove one of them", at=at, beside=beside)
        return self

    @property
    def pin(self) -> str | None:
        """The ref that it follows, where that is another than the repository's own."""
        return None if self.revision == self.repository.revision else self.revision

    @property
    def certificates(self) -> list[str]:
        """The ARNs of its certificates."""
        if self.certificate is None:
            return []
        return [self.certificate] if isinstance(self.certificate, str) else self.certificate
