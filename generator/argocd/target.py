"""One environment as Argo CD sees it: where it reads from, where it writes to, and what the planner counted for it.

The destination of a self-managed Argo CD is the cluster it runs in. The EKS capability runs outside the cluster and
knows clusters by their ARN alone ("the default `kubernetes.default.svc` is not supported", EKS user guide, Register
target clusters). The same page says that a registered cluster is associated with one project; its Secret in
BOOTSTRAP.md therefore names none, which in Argo CD means every project whose destinations allow it. That last step is
read from the two documentations, not tried on a managed one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator import names
from generator.nouns import Fleet

if TYPE_CHECKING:
    from generator.model.environment import Environment
    from generator.model.service import Service

Kind = tuple[str, str]
"""(API group, kind)."""


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What the services of an environment ask for at most: pods, millicores, bytes of memory."""

    pods: int = 0
    cpu: int = 0
    memory: int = 0


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """What the planner knows of an environment's services when the charts are laid out."""

    charts: tuple[str, ...] = ()
    """services that have a chart here."""
    datastores: frozenset[str] = frozenset()
    """those of them that are datastores in the cluster."""
    autoscaled: frozenset[str] = frozenset()
    """those of them whose replicas a HorizontalPodAutoscaler rules."""
    secretive: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """those of them that read remote secrets -> the ExternalSecrets that they have."""
    depth: Mapping[str, int] = field(default_factory=dict)
    """service -> length of the longest chain of needs below it."""
    kinds: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict)
    """service -> every kind that a chart of its sort can have, used here or not."""
    demand: Demand = Demand()
    secrets: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """chart -> the properties of remote secrets that it reads: (service whose secret it is, property)."""


@dataclass(frozen=True)
class Target:
    """An environment by name, with its services and its inventory."""

    name: str
    environment: Environment
    services: Mapping[str, Service]
    inventory: Inventory

    @property
    def platform(self) -> str:
        return self.environment.name

    @property
    def source(self) -> str:
        """The input that everything here follows from first."""
        return f"environments/{self.name}.yaml"

    @property
    def folder(self) -> str:
        return f"argocd/{self.name}"

    @property
    def namespace(self) -> str:
        return names.namespace(self.platform, self.environment.namespace)

    @property
    def home(self) -> str:
        """The namespace of Argo CD, with every Application and project."""
        return self.environment.argocd.namespace

    @property
    def project(self) -> str:
        return names.project(self.platform, self.name)

    @property
    def managed(self) -> bool:
        """Whether Argo CD is the EKS capability."""
        return self.environment.argocd.flavour == "eks-capability"

    @property
    def cluster_arn(self) -> str:
        aws = self.environment.aws
        return names.cluster_arn(aws.account, aws.region, self.environment.cluster.name)

    @property
    def server(self) -> str:
        return self.cluster_arn if self.managed else names.IN_CLUSTER

    @property
    def repository(self) -> str:
        return self.environment.repository.url

    @property
    def revision(self) -> str:
        """What the environment's Applications follow; root follows the repository's, so that a pin can be moved."""
        return self.environment.pin or self.environment.repository.revision

    @property
    def secrets_role(self) -> str:
        """The IAM role that may read this environment's remote secrets."""
        return names.role(self.platform, self.name, "secrets")

    @cached_property
    def routed(self) -> bool:
        """Whether any service has routes."""
        return any(getattr(service, "routes", None) for service in self.services.values())

    @cached_property
    def balanced(self) -> frozenset[bool]:
        """Of the services that have a load balancer of their own: whether one is internal, whether one is not."""
        own = (getattr(service, "load_balancer", None) for service in self.services.values())
        return frozenset(one.internal for one in own if one is not None)

    @property
    def secretive(self) -> bool:
        """Whether any service has a remote secret."""
        return bool(self.inventory.secrets)

    def destination(self, namespace: str) -> dict[str, Any]:
        return {"server": self.server, "namespace": namespace}


def target(fleet: Fleet, environment: str, inventory: Inventory) -> Target:
    """An environment of the fleet, as Argo CD sees it."""
    return Target(environment, fleet.environments[environment], fleet.services[environment], inventory)
