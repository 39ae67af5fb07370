"""In which order kinds are written to a cluster: what others need comes first."""

from __future__ import annotations

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
"""The order of Argo CD (gitops-engine/pkg/sync/sync_tasks.go), which took it from Helm's."""

_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def rank(kind: str) -> int:
    """Where a kind comes; those that are not named come after all that are."""
    return _RANKS.get(kind, len(KINDS))
