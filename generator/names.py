"""Names, hosts and roles: pure functions of the input; charts, Argo CD objects and documents ask here."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol

IN_CLUSTER = "https://kubernetes.default.svc"
STORAGE_CLASS = "gp3"
SHARED_STORAGE_CLASS = "efs"
"""The class of volumes that pods of several nodes mount."""
SECRET_STORE = "aws-secrets-manager"  # noqa: S105  # a name
SECRET_READER = "secret-reader"  # noqa: S105  # a name
"""The ServiceAccount as which the External Secrets Operator reads an environment's remote secrets."""

ADD_ONS = frozenset(
    {
        "alloy",
        "argo-cd",
        "argo-rollouts",
        "aws-load-balancer-controller",
        "cert-manager",
        "cluster-autoscaler",
        "envoy-gateway",
        "external-dns",
        "external-secrets",
        "istio",
        "k6-operator",
        "karpenter",
        "karpenter-crd",
        "keda",
        "kong",
        "kube-prometheus-stack",
        "loki",
        "metrics-server",
        "prometheus-adapter",
        "prometheus-operator-crds",
        "prometheus-postgres-exporter",
        "prometheus-redis-exporter",
        "sealed-secrets",
        "traefik",
        "trivy-operator",
        "velero",
    }
)
APPLICATIONS = frozenset({"argocd", "platform", "root", "routes"})
SHARED = ("platform", "routes")
"""Applications of an environment that are no service's; they can be paused like one."""
OBJECTS = frozenset({"allow-dns", "default", "default-deny", SECRET_READER})
"""Objects of the platform, and the ServiceAccount of every namespace, that a service's own would share a name with."""
RESERVED = APPLICATIONS | OBJECTS | ADD_ONS | {"internet", "localhost"}
"""Names that no service may have."""

LONGEST_ROLE = 64
LONGEST_LABEL = 63


def application(service: str, environment: str) -> str:
    """The Argo CD Application of a service, of the platform, of the routes or of an add-on."""
    return f"{service}-{environment}"


def job(service: str, name: str) -> str:
    """A job before or after the rollouts of a service, with all that is its own."""
    return f"{service}-{name}"


def load_balancer(service: str) -> str:
    """The Service by which a load balancer of its own leads to a service; no longer than a label."""
    return short(f"{service}-load-balancer", LONGEST_LABEL)


def namespace(platform: str, chosen: str | None = None) -> str:
    """Where an environment's services run: the platform's name, unless the environment says otherwise."""
    return chosen or platform


def project(platform: str, environment: str) -> str:
    """The AppProject of the services and routes of an environment."""
    return f"{platform}-{environment}"


def platform_project(platform: str, environment: str) -> str:
    """The AppProject of an environment's namespace, quota, store and the like."""
    return f"{platform}-{environment}-platform"


def root_project(platform: str, environment: str) -> str:
    """The AppProject of an environment's root Application, the only one that may write Applications."""
    return f"{platform}-{environment}-root"


class Domain(Protocol):
    """What has a domain: an environment."""

    @property
    def domain(self) -> str: ...


def host(environment: Domain, label: str) -> str:
    """The host that a route means: `@` is the domain, a label stands under it, a host with dots is one already."""
    if label == "@":
        return environment.domain
    return label if "." in label else f"{label}.{environment.domain}"


def under(environment: Domain, name: str) -> bool:
    """Whether a host is the environment's domain or stands anywhere under it."""
    return name == environment.domain or name.endswith(f".{environment.domain}")


def managed_host(service: str, environment: str, platform: str) -> str:
    """The host of a managed datastore in the environment's private zone."""
    return f"{service}.{environment}.{platform}.internal"


def secret_prefix(prefix: str, environment: str) -> str:
    """What the names of an environment's secrets in AWS Secrets Manager begin with."""
    return f"{prefix}/{environment}"


def remote_secret(prefix: str, environment: str, service: str) -> str:
    """The secret in AWS Secrets Manager whose properties are a service's secrets."""
    return f"{secret_prefix(prefix, environment)}/{service}"


def short(name: str, longest: int) -> str:
    """The name itself, or where it is too long its beginning and a hash of the whole."""
    if len(name) <= longest:
        return name
    digest = sha256(name.encode()).hexdigest()[:8]
    return f"{name[: longest - 9].rstrip('-')}-{digest}"


def role(platform: str, environment: str, purpose: str) -> str:
    """An IAM role's name, no longer than IAM takes."""
    return short(f"{platform}-{environment}-{purpose}", LONGEST_ROLE)


def partition(region: str) -> str:
    """The part of AWS that a region belongs to, as ARNs spell it."""
    if region.startswith("cn-"):
        return "aws-cn"
    return "aws-us-gov" if region.startswith("us-gov-") else "aws"


def role_arn(account: str, region: str, name: str) -> str:
    """An IAM role as a ServiceAccount's annotation names it."""
    return f"arn:{partition(region)}:iam::{account}:role/{name}"


def cluster_arn(account: str, region: str, cluster: str) -> str:
    """An EKS cluster as the EKS capability for Argo CD names it."""
    return f"arn:{partition(region)}:eks:{region}:{account}:cluster/{cluster}"
