"""What makes two entries of a list the same one to the API server, and which structures are replaced as a whole.

From the markers of k8s.io/api (`patchMergeKey`, `listMapKey`, `mapType=atomic`); a name means the same in every
built-in kind, but for the two told apart here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Plain = dict[str, Any]

KEYS: dict[str, tuple[str, ...]] = {
    "claims": ("name",),
    "containers": ("name",),
    "env": ("name",),
    "ephemeralContainers": ("name",),
    "hostAliases": ("ip",),
    "imagePullSecrets": ("name",),
    "initContainers": ("name",),
    "matchConditions": ("name",),
    "ownerReferences": ("uid",),
    "resourceClaims": ("name",),
    "schedulingGates": ("name",),
    "secrets": ("name",),
    "topologySpreadConstraints": ("topologyKey", "whenUnsatisfiable"),
    "variables": ("name",),
    "volumeDevices": ("devicePath",),
    "volumeMounts": ("mountPath",),
    "volumes": ("name",),
    "webhooks": ("name",),
}
CONTAINER_PORTS = ("containerPort", "protocol")
SERVICE_PORTS = ("port", "protocol")
IMPLIED = {"protocol": "TCP"}
"""The value of a key that is left out."""
SETS = frozenset({"finalizers", "validationActions", "volumeLifecycleModes"})
ATOMIC = frozenset(
    [
        "configMapKeyRef",
        "controllerExpandSecretRef",
        "controllerPublishSecretRef",
        "dataSource",
        "fieldRef",
        "fileKeyRef",
        "labelSelector",
        "matchConstraints",
        "matchResources",
        "namespaceSelector",
        "nodeExpandSecretRef",
        "nodePublishSecretRef",
        "nodeSelector",
        "nodeStageSecretRef",
        "objectSelector",
        "paramKind",
        "paramRef",
        "podSelector",
        "preference",
        "required",
        "requiredDuringSchedulingIgnoredDuringExecution",
        "resourceFieldRef",
        "roleRef",
        "scopeSelector",
        "secretKeyRef",
        "selector",
    ]
)
"""Structures that server-side apply replaces as a whole."""
MAPS = frozenset(
    [
        "annotations",
        "binaryData",
        "capacity",
        "data",
        "default",
        "defaultRequest",
        "hard",
        "labels",
        "limits",
        "max",
        "maxLimitRequestRatio",
        "min",
        "options",
        "overhead",
        "parameters",
        "podFixed",
        "requests",
        "stringData",
        "userAnnotations",
        "volumeAttributes",
    ]
)
"""Maps, of which each entry is owned by itself; of all else, who owns a part owns the field that holds it."""


def keys_of(name: str, holder: Mapping[str, Any]) -> tuple[str, ...]:
    """What names the entries of the list that `holder` has under this name; empty where it is replaced as a whole."""
    if name == "ports":
        return _keys_of_ports(holder)
    if name == "imagePullSecrets" and "kind" in holder:
        return ()  # of a ServiceAccount
    return KEYS.get(name, ())


def _keys_of_ports(holder: Mapping[str, Any]) -> tuple[str, ...]:
    ports = holder.get("ports")
    for one in ports if type(ports) is list else ():
        if type(one) is dict and ("containerPort" in one or "port" in one):
            return CONTAINER_PORTS if "containerPort" in one else SERVICE_PORTS
    return CONTAINER_PORTS if "name" in holder else SERVICE_PORTS  # a Service's specification has no name


def identity(entry: Any, keys: tuple[str, ...]) -> tuple[Any, ...]:
    """The values of the keys in one entry; what can be no key is told by its text."""
    if type(entry) is not dict:
        return (repr(entry),)
    values = (entry.get(key, IMPLIED.get(key)) for key in keys)
    return tuple(value if type(value) is str else repr(value) for value in values)
