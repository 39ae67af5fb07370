"""Target -> the platform's own objects: the namespace and what every service finds in it, one file a concern."""

from __future__ import annotations

from typing import Any

from generator import names
from generator.argocd.quota import limit_range, resource_quota
from generator.argocd.target import Target

KEPT = {"argocd.argoproj.io/sync-options": "Prune=false,Delete=false"}
"""Neither a prune nor the deletion of the Application takes what carries this."""
NODE_LOCAL_DNS = "169.254.20.10/32"

Manifest = dict[str, Any]


def platform(target: Target) -> dict[str, list[Manifest]]:
    """file name without suffix -> the objects in it."""
    found = {
        "namespace": [namespace(target)],
        "network-policies": [default_deny(target), allow_dns(target)],
        "resource-quota": [resource_quota(target), limit_range(target)],
        "storage-class": [storage_class(), *shared_storage_class(target)],
    }
    if target.secretive:
        found["secret-store"] = [secret_reader(target), secret_store(target)]
    return dict(sorted(found.items()))


def placed(target: Target, name: str, **more: Any) -> Manifest:
    """The metadata of an object in the environment's namespace."""
    return {"name": name, "namespace": target.namespace, **more}


def namespace(target: Target) -> Manifest:
    """The namespace of the services: Pod Security enforced as the environment says, and all below restricted told."""
    environment = target.environment
    version = f"v{environment.kubernetes}"
    labels: dict[str, str] = {}
    for mode, level in (("enforce", environment.pod_security), ("audit", "restricted"), ("warn", "restricted")):
        labels[f"pod-security.kubernetes.io/{mode}"] = level
        labels[f"pod-security.kubernetes.io/{mode}-version"] = version
    if target.routed or target.balanced:
        labels["elbv2.k8s.aws/pod-readiness-gate-inject"] = "enabled"
    metadata = {"name": target.namespace, "labels": labels, "annotations": dict(KEPT)}
    return {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}


def default_deny(target: Target) -> Manifest:
    """Nobody talks to anybody, unless another policy allows it."""
    spec = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    return _policy(target, "default-deny", spec)


def allow_dns(target: Target) -> Manifest:
    """Every pod may ask the cluster's DNS, and a node-local cache of it where there is one."""
    cluster_dns = {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}},
        "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}},
    }
    egress = {
        "to": [cluster_dns, {"ipBlock": {"cidr": NODE_LOCAL_DNS}}],
        "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}],
    }
    return _policy(target, "allow-dns", {"podSelector": {}, "policyTypes": ["Egress"], "egress": [egress]})


def _policy(target: Target, name: str, spec: Manifest) -> Manifest:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": placed(target, name),
        "spec": spec,
    }


def storage_class() -> Manifest:
    """Encrypted gp3 volumes in the zone of their pod, which can grow: growing asks the class, so it is never pruned."""
    annotations = {**KEPT, "storageclass.kubernetes.io/is-default-class": "true"}
    return {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": names.STORAGE_CLASS, "annotations": annotations},
        "provisioner": "ebs.csi.aws.com",
        "parameters": {"type": "gp3", "encrypted": "true"},
        "reclaimPolicy": "Delete",
        "volumeBindingMode": "WaitForFirstConsumer",
        "allowVolumeExpansion": True,
    }


def shared_storage_class(target: Target) -> list[Manifest]:
    """Folders of the environment's file system, one a claim, for pods of any node. EFS has no sizes and grows by itself;
    `allowVolumeExpansion` lets a claim say another one all the same. The file system cannot be changed."""
    if target.environment.efs is None:
        return []
    parameters = {
        "provisioningMode": "efs-ap",
        "fileSystemId": target.environment.efs.file_system,
        "directoryPerms": "700",
    }
    return [
        {
            "apiVersion": "storage.k8s.io/v1",
            "kind": "StorageClass",
            "metadata": {"name": names.SHARED_STORAGE_CLASS, "annotations": dict(KEPT)},
            "provisioner": "efs.csi.aws.com",
            "parameters": parameters,
            "reclaimPolicy": "Delete",
            "volumeBindingMode": "Immediate",
            "allowVolumeExpansion": True,
        }
    ]


def secret_reader(target: Target) -> Manifest:
    """The ServiceAccount as which the operator reads remote secrets: its role may read this environment's alone."""
    aws = target.environment.aws
    arn = names.role_arn(aws.account, aws.region, target.secrets_role)
    return {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": placed(target, names.SECRET_READER, annotations={"eks.amazonaws.com/role-arn": arn}),
        "automountServiceAccountToken": False,
    }


def secret_store(target: Target) -> Manifest:
    """Where the ExternalSecrets of the namespace read. Without its CRD the rest of the platform still syncs."""
    annotations = {"argocd.argoproj.io/sync-options": "SkipDryRunOnMissingResource=true"}
    provider = {
        "service": "SecretsManager",
        "region": target.environment.aws.region,
        "auth": {"jwt": {"serviceAccountRef": {"name": names.SECRET_READER}}},
    }
    return {
        "apiVersion": "external-secrets.io/v1",
        "kind": "SecretStore",
        "metadata": placed(target, names.SECRET_STORE, annotations=annotations),
        "spec": {"provider": {"aws": provider}},
    }
