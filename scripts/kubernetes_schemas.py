"""The package kubernetes-validate -> one library of strict schemas of what a repository of workloads may hold.

The package's files refer to a web address and repeat themselves in each version. Here a definition that several
versions share is kept once; one that differs carries its version: `io.k8s.api.core.v1.PodSpec@1.37`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

VERSIONS = ("1.35", "1.36", "1.37")
KINDS = {
    "v1": (
        "ConfigMap Endpoints LimitRange Namespace PersistentVolume PersistentVolumeClaim Pod PodTemplate"
        " ReplicationController ResourceQuota Secret Service ServiceAccount"
    ),
    "admissionregistration.k8s.io/v1": (
        "MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding"
        " ValidatingWebhookConfiguration"
    ),
    "apiextensions.k8s.io/v1": "CustomResourceDefinition",
    "apiregistration.k8s.io/v1": "APIService",
    "apps/v1": "DaemonSet Deployment ReplicaSet StatefulSet",
    "autoscaling/v2": "HorizontalPodAutoscaler",
    "batch/v1": "CronJob Job",
    "coordination.k8s.io/v1": "Lease",
    "discovery.k8s.io/v1": "EndpointSlice",
    "networking.k8s.io/v1": "Ingress IngressClass NetworkPolicy",
    "node.k8s.io/v1": "RuntimeClass",
    "policy/v1": "PodDisruptionBudget",
    "rbac.authorization.k8s.io/v1": "ClusterRole ClusterRoleBinding Role RoleBinding",
    "scheduling.k8s.io/v1": "PriorityClass",
    "storage.k8s.io/v1": "CSIDriver StorageClass VolumeAttributesClass",
}
LEFT_OUT = ("$id", "$schema", "description", "default")
Schema = dict[str, Any]


def library() -> Schema:
    """The kinds of each version, and every definition that they reach."""
    trees = {version: _version(version) for version in VERSIONS}
    shared = _shared(trees)
    definitions: Schema = {}
    for version, tree in trees.items():
        definitions.update(
            {_key(name, version, shared): _renamed(body, version, shared) for name, body in tree.items()}
        )
    return {
        "kinds": {
            version: {kind: _key(kind, version, shared) for kind in sorted(_kinds()) if kind in tree}
            for version, tree in trees.items()
        },
        "definitions": dict(sorted(definitions.items())),
    }


def _kinds() -> list[str]:
    return [f"{api}/{kind}" for api, kinds in KINDS.items() for kind in kinds.split()]


def _version(version: str) -> Schema:
    """Every kind (`apps/v1/Deployment`) and every definition that it reaches, as the package has them."""
    folder = files("kubernetes_validate") / "kubernetes-json-schema" / f"v{version}.0-local-strict"
    definitions = json.loads((folder / "_definitions.json").read_text(encoding="utf-8"))["$defs"]
    tree: Schema = {}
    for kind in _kinds():
        api, name = kind.rsplit("/", 1)
        group, number = api.split("/") if "/" in api else ("", api)
        stem = "-".join(filter(None, (name.lower(), group.split(".")[0], number)))
        body = _bare(json.loads((folder / f"{stem}.json").read_text(encoding="utf-8")))
        body["required"] = sorted({*body.get("required", []), "apiVersion", "kind"})
        tree[kind] = body
    waiting = sorted({name for body in tree.values() for name in _references(body)})
    while waiting:
        tree.update({name: _bare(definitions[name]) for name in waiting})
        waiting = sorted({name for known in waiting for name in _references(tree[known])} - tree.keys())
    return tree


def _bare(node: Any) -> Any:
    """The node without prose, its references reduced to the definition's name."""
    if isinstance(node, list):
        return [_bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    out: Schema = {}
    for key, value in node.items():
        if key == "$ref":
            out[key] = value.split("#/$defs/")[-1]
        elif key == "properties":
            out[key] = {name: _bare(schema) for name, schema in value.items()}
        elif key not in LEFT_OUT and not key.startswith("x-kubernetes-"):
            out[key] = _bare(value)
    return out


def _references(node: Any) -> set[str]:
    if isinstance(node, list):
        return {name for item in node for name in _references(item)}
    if not isinstance(node, dict):
        return set()
    own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
    return own | {name for value in node.values() for name in _references(value)}


def _shared(trees: Mapping[str, Schema]) -> set[str]:
    """The names that say the same in every version that has them, down to the last definition they reach."""
    names = {name for tree in trees.values() for name in tree}
    shared = {
        name for name in names if len({json.dumps(t[name], sort_keys=True) for t in trees.values() if name in t}) == 1
    }
    while True:
        reach = {
            name: {r for tree in trees.values() if name in tree for r in _references(tree[name])} for name in shared
        }
        kept = {name for name in shared if reach[name] <= shared}
        if kept == shared:
            return shared
        shared = kept


def _key(name: str, version: str, shared: set[str]) -> str:
    return name if name in shared else f"{name}@{version}"


def _renamed(node: Any, version: str, shared: set[str]) -> Any:
    if isinstance(node, list):
        return [_renamed(item, version, shared) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"#/$defs/{_key(value, version, shared)}"
        if key == "$ref" and isinstance(value, str)
        else _renamed(value, version, shared)
        for key, value in node.items()
    }
