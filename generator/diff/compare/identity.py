"""An object -> what makes it the same one to Kubernetes; a namespace only where its kind lives in one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diff.nouns import Identity, Object

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

Scopes = frozenset[tuple[str, str]]


def identity(one: Object, namespace: str, scopes: Scopes = CLUSTER_SCOPED) -> Identity:
    """The identity of an object of an Application whose destination is `namespace`.

    One without a name gets one from the server each time: it goes by what that begins with, and a star.
    """
    metadata = one.get("metadata")
    metadata = metadata if isinstance(metadata, Mapping) else {}
    group, kind = group_of(one), str(one.get("kind") or "")
    name = metadata.get("name")
    if not name:
        name = f"{prefix}*" if (prefix := metadata.get("generateName")) else ""
    if (group, kind) in scopes:
        return Identity(group, kind, "", str(name))
    return Identity(group, kind, str(metadata.get("namespace") or namespace), str(name))


def group_of(one: Object) -> str:
    """The API group of an object: empty for the core's."""
    group, slash, _ = str(one.get("apiVersion") or "").rpartition("/")
    return group if slash else ""


def is_custom(one: Object) -> bool:
    """Whether only a definition says where an object's kind lives; a list of objects may hold such ones."""
    group = group_of(one)
    is_ours = "." not in group or (group.endswith(".k8s.io") and group in _OF_GROUP)
    return not is_ours or str(one.get("kind")).endswith("List")


def scopes_of(objects: Iterable[Object]) -> Scopes:
    """All kinds known to live in no namespace, with those that definitions among these objects declare."""
    declared = set()
    for one in objects:
        if one.get("kind") == "CustomResourceDefinition" and isinstance(spec := one.get("spec"), Mapping):
            names = spec.get("names")
            if spec.get("scope") == "Cluster" and isinstance(names, Mapping):
                declared.add((str(spec.get("group")), str(names.get("kind"))))
    return CLUSTER_SCOPED | declared if declared else CLUSTER_SCOPED
