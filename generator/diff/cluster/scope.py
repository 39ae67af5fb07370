"""A manifest -> the object that Argo CD looks for: its namespace, and what makes two objects the same one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generator.diff.nouns import Identity, Object

ARGO = "argoproj.io"
CLUSTER_WIDE = frozenset(
    {
        ("", "Namespace"),
        ("", "Node"),
        ("", "PersistentVolume"),
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicy"),
        ("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
        ("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"),
        ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
        ("apiextensions.k8s.io", "CustomResourceDefinition"),
        ("apiregistration.k8s.io", "APIService"),
        ("certificates.k8s.io", "CertificateSigningRequest"),
        ("certificates.k8s.io", "ClusterTrustBundle"),
        ("cert-manager.io", "ClusterIssuer"),
        ("external-secrets.io", "ClusterExternalSecret"),
        ("external-secrets.io", "ClusterSecretStore"),
        ("flowcontrol.apiserver.k8s.io", "FlowSchema"),
        ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"),
        ("eks.amazonaws.com", "NodeClass"),
        ("eks.amazonaws.com", "IngressClassParams"),
        ("elbv2.k8s.aws", "IngressClassParams"),
        ("gateway.networking.k8s.io", "GatewayClass"),
        ("karpenter.k8s.aws", "EC2NodeClass"),
        ("karpenter.sh", "NodePool"),
        ("karpenter.sh", "NodeClaim"),
        ("keda.sh", "ClusterTriggerAuthentication"),
        ("kyverno.io", "ClusterPolicy"),
        ("networking.k8s.io", "IngressClass"),
        ("networking.k8s.io", "IPAddress"),
        ("networking.k8s.io", "ServiceCIDR"),
        ("node.k8s.io", "RuntimeClass"),
        ("rbac.authorization.k8s.io", "ClusterRole"),
        ("rbac.authorization.k8s.io", "ClusterRoleBinding"),
        ("resource.k8s.io", "DeviceClass"),
        ("resource.k8s.io", "ResourceSlice"),
        ("scheduling.k8s.io", "PriorityClass"),
        ("storage.k8s.io", "CSIDriver"),
        ("storage.k8s.io", "CSINode"),
        ("storage.k8s.io", "StorageClass"),
        ("storage.k8s.io", "VolumeAttachment"),
        ("storage.k8s.io", "VolumeAttributesClass"),
    }
)
"""What no namespace holds, of Kubernetes and of the add-ons that people use most; definitions in git tell the rest."""

Scopes = Mapping[tuple[str, str], bool]
"""(group, kind) -> whether a namespace holds it, as definitions in git say."""


NOTHING_KNOWN: Scopes = MappingProxyType({})


def group_of(manifest: Object) -> str:
    """The API group of a manifest; empty for the core."""
    version = str(manifest.get("apiVersion", ""))
    return version.partition("/")[0] if "/" in version else ""


def kind_of(manifest: Object) -> tuple[str, str]:
    """Group and kind."""
    return group_of(manifest), str(manifest.get("kind", ""))


def metadata(manifest: Object) -> dict[str, Any]:
    """The metadata of a manifest, empty where there is none."""
    found = manifest.get("metadata")
    return dict(found) if isinstance(found, Mapping) else {}


def scopes(manifests: Iterable[Object]) -> dict[tuple[str, str], bool]:
    """What the definitions among these manifests say of their kinds."""
    found = {}
    for manifest in manifests:
        if manifest.get("kind") == "CustomResourceDefinition":
            spec = manifest.get("spec") or {}
            kind = str((spec.get("names") or {}).get("kind", ""))
            found[str(spec.get("group", "")), kind] = spec.get("scope") != "Cluster"
    return found


def namespaced(kind: tuple[str, str], known: Scopes) -> bool:
    """Whether a namespace holds objects of this kind; so it is of kinds that nobody knows."""
    return known.get(kind, kind not in CLUSTER_WIDE)


def identity(manifest: Object, namespace: str = "", known: Scopes = NOTHING_KNOWN) -> Identity:
    """What an object is to Kubernetes; `namespace` is that of an object that names none."""
    group, kind = kind_of(manifest)
    meta = metadata(manifest)
    home = str(meta.get("namespace") or namespace) if namespaced((group, kind), known) else ""
    return Identity(group, kind, home, str(meta.get("name") or meta.get("generateName") or ""))


def placed(manifests: Iterable[Object], namespace: str, known: Scopes) -> tuple[Object, ...]:
    """The objects that Argo CD would apply: in their namespaces, and of two that are the same one the last.

    It says so itself, as a warning of the Application (argo-cd controller/state.go NormalizeTargetObjects).
    """
    found: dict[Identity, Object] = {}
    for manifest in manifests:
        one = identity(manifest, namespace, known)
        meta = {key: value for key, value in metadata(manifest).items() if key != "namespace"}
        home = {"namespace": one.namespace} if one.namespace else {}
        found[one] = {**manifest, "metadata": {**meta, **home}}
    return tuple(found.values())
