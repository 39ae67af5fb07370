"""The defaults of the kinds that make no pods, and are no Service (pkg/apis/*/v1/defaults.go), written into a copy."""

from __future__ import annotations

import base64
from typing import Any

from generator.diff.settled.pods import completed, structure, structures

Plain = dict[str, Any]

RBAC = "rbac.authorization.k8s.io"


def secret(item: Plain) -> None:
    """A Secret: texts are kept as bytes."""
    item.setdefault("type", "Opaque")
    if texts := item.pop("stringData", None):
        data = {key: base64.b64encode(str(text).encode()).decode() for key, text in texts.items()}
        item["data"] = {**item.get("data", {}), **data}


def namespace(item: Plain) -> None:
    """A Namespace, which carries its name as a label."""
    meta = completed(item, "metadata")
    meta["labels"] = {**meta.get("labels", {}), "kubernetes.io/metadata.name": meta.get("name")}
    item.pop("spec", None)


def claim(item: Plain) -> None:
    """A PersistentVolumeClaim: a source of data in its old and its new field."""
    spec = completed(item, "spec")
    spec.setdefault("volumeMode", "Filesystem")
    source, reference = structure(spec, "dataSource"), structure(spec, "dataSourceRef")
    if source is not None and reference is None:
        spec["dataSourceRef"] = source
    elif reference is not None and source is None and "namespace" not in reference:
        spec["dataSource"] = reference


def volume(item: Plain) -> None:
    """A PersistentVolume; of no class is the same as of an empty one."""
    spec = completed(item, "spec")
    if not spec.get("storageClassName"):
        spec.pop("storageClassName", None)
    spec.setdefault("persistentVolumeReclaimPolicy", "Retain")
    spec.setdefault("volumeMode", "Filesystem")
    if (path := structure(spec, "hostPath")) is not None:
        path.setdefault("type", "")


def storage_class(item: Plain) -> None:
    """A StorageClass."""
    item.setdefault("reclaimPolicy", "Delete")
    item.setdefault("volumeBindingMode", "Immediate")


def driver(item: Plain) -> None:
    """A CSIDriver."""
    spec = completed(item, "spec")
    spec.setdefault("attachRequired", True)
    for name in ("podInfoOnMount", "storageCapacity", "requiresRepublish", "seLinuxMount"):
        spec.setdefault(name, False)
    spec.setdefault("fsGroupPolicy", "ReadWriteOnceWithFSType")
    spec.setdefault("volumeLifecycleModes", ["Persistent"])


def network_policy(item: Plain) -> None:
    """A NetworkPolicy."""
    spec = completed(item, "spec")
    spec.setdefault("podSelector", {})
    if "policyTypes" not in spec:
        spec["policyTypes"] = ["Ingress", "Egress"] if spec.get("egress") else ["Ingress"]
    for side in ("ingress", "egress"):
        for rule in structures(spec, side):
            for port in structures(rule, "ports"):
                port.setdefault("protocol", "TCP")


def ingress_class(item: Plain) -> None:
    """An IngressClass."""
    if (parameters := structure(structure(item, "spec") or {}, "parameters")) is not None:
        parameters.setdefault("scope", "Cluster")


def binding(item: Plain) -> None:
    """A RoleBinding or a ClusterRoleBinding."""
    completed(item, "roleRef").setdefault("apiGroup", RBAC)
    for subject in structures(item, "subjects"):
        if subject.get("kind") in ("User", "Group"):
            subject.setdefault("apiGroup", RBAC)


def priority_class(item: Plain) -> None:
    """A PriorityClass."""
    item.setdefault("preemptionPolicy", "PreemptLowerPriority")


def limit_range(item: Plain) -> None:
    """A LimitRange: of containers, a limit that is not told follows from the most, a request from the limit."""
    for limit in structures(structure(item, "spec") or {}, "limits"):
        if limit.get("type") == "Container":
            limits = {**limit.get("max", {}), **limit.get("default", {})}
            requests = {**limit.get("min", {}), **limits, **limit.get("defaultRequest", {})}
            limit.update({name: one for name, one in (("default", limits), ("defaultRequest", requests)) if one})


def webhooks(item: Plain) -> None:
    """A ValidatingWebhookConfiguration or a MutatingWebhookConfiguration."""
    for hook in structures(item, "webhooks"):
        hook.setdefault("failurePolicy", "Fail")
        hook.setdefault("timeoutSeconds", 10)
        if item.get("kind") == "MutatingWebhookConfiguration":
            hook.setdefault("reinvocationPolicy", "Never")
        _matching(hook)
        _scoped(hook, "rules")
        if service := structure(structure(hook, "clientConfig") or {}, "service"):
            service.setdefault("port", 443)


def admission_policy(item: Plain) -> None:
    """A ValidatingAdmissionPolicy, or the binding of one."""
    spec = completed(item, "spec")
    if item.get("kind") == "ValidatingAdmissionPolicy":
        spec.setdefault("failurePolicy", "Fail")
    for name in ("matchConstraints", "matchResources"):
        if (found := structure(spec, name)) is not None:
            _matching(found)
            _scoped(found, "resourceRules")
            _scoped(found, "excludeResourceRules")


def _matching(holder: Plain) -> None:
    holder.setdefault("matchPolicy", "Equivalent")
    holder.setdefault("namespaceSelector", {})
    holder.setdefault("objectSelector", {})


def _scoped(holder: Plain, name: str) -> None:
    for rule in structures(holder, name):
        rule.setdefault("scope", "*")


def definition(item: Plain) -> None:
    """A CustomResourceDefinition."""
    spec = completed(item, "spec")
    names = completed(spec, "names")
    if kind := names.get("kind"):
        names.setdefault("singular", str(kind).lower())
        names.setdefault("listKind", f"{kind}List")
    conversion = completed(spec, "conversion")
    if conversion.setdefault("strategy", "None") == "Webhook" and (hook := structure(conversion, "webhook")):
        hook.setdefault("conversionReviewVersions", ["v1"])
        if service := structure(structure(hook, "clientConfig") or {}, "service"):
            service.setdefault("port", 443)
    if spec.get("preserveUnknownFields") is False:
        del spec["preserveUnknownFields"]
