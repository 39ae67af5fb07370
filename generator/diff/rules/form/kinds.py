"""The kinds of Kubernetes itself: in which versions of their groups they are served without asking for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Served(NamedTuple):
    """One version of a group."""

    version: str
    kinds: frozenset[str]
    since: str
    """the first Kubernetes that serves it"""


def _served(kinds: str, version: str = "v1", since: str = "1.0") -> Served:
    return Served(version, frozenset(kinds.split()), since)


_POLICIES = "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding"
GROUPS: Mapping[str, tuple[Served, ...]] = {
    "": (
        _served(
            "Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume "
            "PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount"
        ),
    ),
    "admissionregistration.k8s.io": (
        _served(
            "MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding "
            "ValidatingWebhookConfiguration"
        ),
        _served(_POLICIES, since="1.36"),
    ),
    "apiextensions.k8s.io": (_served("CustomResourceDefinition"),),
    "apiregistration.k8s.io": (_served("APIService"),),
    "apps": (_served("ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet"),),
    "authentication.k8s.io": (_served("SelfSubjectReview TokenReview"),),
    "authorization.k8s.io": (
        _served("LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview"),
    ),
    "autoscaling": (_served("HorizontalPodAutoscaler"), _served("HorizontalPodAutoscaler", "v2", "1.23")),
    "batch": (_served("CronJob Job"),),
    "certificates.k8s.io": (_served("CertificateSigningRequest"),),
    "coordination.k8s.io": (_served("Lease"),),
    "discovery.k8s.io": (_served("EndpointSlice"),),
    "events.k8s.io": (_served("Event"),),
    "extensions": (),
    "flowcontrol.apiserver.k8s.io": (_served("FlowSchema PriorityLevelConfiguration", since="1.29"),),
    "networking.k8s.io": (_served("IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR"),),
    "node.k8s.io": (_served("RuntimeClass"),),
    "policy": (_served("PodDisruptionBudget"),),
    "rbac.authorization.k8s.io": (_served("ClusterRole ClusterRoleBinding Role RoleBinding"),),
    "resource.k8s.io": (_served("DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice", since="1.34"),),
    "scheduling.k8s.io": (_served("PriorityClass"),),
    "storage.k8s.io": (
        _served("CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment"),
        _served("VolumeAttributesClass", since="1.34"),
    ),
}
"""Group -> what is served of it."""
