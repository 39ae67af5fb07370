"""Which kinds no namespace holds."""

from __future__ import annotations

from collections.abc import Mapping

_OF_GROUP: Mapping[str, str] = {
    "": "Namespace Node PersistentVolume ComponentStatus",
    "admissionregistration.k8s.io": (
        "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy"
        " ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration"
    ),
    "apiextensions.k8s.io": "CustomResourceDefinition",
    "apiregistration.k8s.io": "APIService",
    "certificates.k8s.io": "CertificateSigningRequest ClusterTrustBundle",
    "flowcontrol.apiserver.k8s.io": "FlowSchema PriorityLevelConfiguration",
    "internal.apiserver.k8s.io": "StorageVersion",
    "networking.k8s.io": "IngressClass IPAddress ServiceCIDR",
    "node.k8s.io": "RuntimeClass",
    "rbac.authorization.k8s.io": "ClusterRole ClusterRoleBinding",
    "resource.k8s.io": "DeviceClass DeviceTaintRule ResourceSlice",
    "scheduling.k8s.io": "PriorityClass",
    "storage.k8s.io": "CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass",
    "storagemigration.k8s.io": "StorageVersionMigration",
    "cert-manager.io": "ClusterIssuer",
    "external-secrets.io": "ClusterExternalSecret ClusterPushSecret ClusterSecretStore",
    "gateway.networking.k8s.io": "GatewayClass",
    "karpenter.k8s.aws": "EC2NodeClass",
    "karpenter.sh": "NodeClaim NodePool",
    "keda.sh": "ClusterTriggerAuthentication",
    "kyverno.io": "ClusterCleanupPolicy ClusterPolicy",
    "argoproj.io": "ClusterAnalysisTemplate",
    "eks.amazonaws.com": "NodeClass",
    "elbv2.k8s.aws": "IngressClassParams",
    "crd.k8s.amazonaws.com": "ENIConfig",
    "snapshot.storage.k8s.io": "VolumeSnapshotClass VolumeSnapshotContent",
}
CLUSTER_SCOPED = frozenset((group, kind) for group, kinds in _OF_GROUP.items() for kind in kinds.split())
"""Kinds that no namespace holds, by group; what else there is of them says its own CustomResourceDefinition."""


def is_told(group: str) -> bool:
    """Whether all such kinds of a group are here; those of others are told by their definitions alone."""
    return "." not in group or (group.endswith(".k8s.io") and group in _OF_GROUP)
