"""Which defaults an object has: by its kind, where the API server knows the kind by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.diff.settled import others, workloads
from generator.diff.settled.service import service

Plain = dict[str, Any]

BUILT_IN = frozenset(
    [
        "",
        "admissionregistration.k8s.io",
        "apiextensions.k8s.io",
        "apiregistration.k8s.io",
        "apps",
        "autoscaling",
        "batch",
        "certificates.k8s.io",
        "coordination.k8s.io",
        "discovery.k8s.io",
        "events.k8s.io",
        "flowcontrol.apiserver.k8s.io",
        "networking.k8s.io",
        "node.k8s.io",
        "policy",
        "rbac.authorization.k8s.io",
        "resource.k8s.io",
        "scheduling.k8s.io",
        "storage.k8s.io",
    ]
)
"""The groups of the API server itself; the empty one is the core."""

DEFAULTS: dict[str, Callable[[Plain], None]] = {
    "ClusterRoleBinding": others.binding,
    "CronJob": workloads.cron_job,
    "CSIDriver": others.driver,
    "CustomResourceDefinition": others.definition,
    "DaemonSet": workloads.daemon_set,
    "Deployment": workloads.deployment,
    "HorizontalPodAutoscaler": workloads.autoscaler,
    "IngressClass": others.ingress_class,
    "Job": workloads.job,
    "LimitRange": others.limit_range,
    "MutatingWebhookConfiguration": others.webhooks,
    "Namespace": others.namespace,
    "NetworkPolicy": others.network_policy,
    "PersistentVolume": others.volume,
    "PersistentVolumeClaim": others.claim,
    "Pod": workloads.pod,
    "PriorityClass": others.priority_class,
    "ReplicaSet": workloads.replica_set,
    "ReplicationController": workloads.replica_set,
    "RoleBinding": others.binding,
    "Secret": others.secret,
    "Service": service,
    "StatefulSet": workloads.stateful_set,
    "StorageClass": others.storage_class,
    "ValidatingAdmissionPolicy": others.admission_policy,
    "ValidatingAdmissionPolicyBinding": others.admission_policy,
    "ValidatingWebhookConfiguration": others.webhooks,
}


def is_built_in(version: Any) -> bool:
    """Whether a kind of this `apiVersion` is one that the API server has types of."""
    return str(version).rpartition("/")[0] in BUILT_IN


def complete(item: Plain) -> None:
    """Write the defaults of a built-in kind into a copy."""
    if (defaults := DEFAULTS.get(item.get("kind", ""))) is not None:
        defaults(item)
