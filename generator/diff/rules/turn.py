"""In which turn Argo CD applies an object of a sync: by wave, then kind, then name."""

from __future__ import annotations

from generator.diff.nouns import Object
from generator.diff.rules.reading import notes, text

KINDS = (
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
)
"""Those that come first, in this order; all others come after them."""
WAVE = "argocd.argoproj.io/sync-wave"


def turn(node: Object) -> tuple[int, int]:
    """What comes before what: objects with a smaller one are applied earlier."""
    written = str(notes(node).get(WAVE, "0"))
    wave = int(written) if written.removeprefix("-").isdigit() else 0
    kind = text(node, "kind")
    return wave, KINDS.index(kind) if kind in KINDS else len(KINDS)


def is_before(one: Object, other: Object) -> bool:
    """Whether the one is applied before the other is."""
    return turn(one) < turn(other)
