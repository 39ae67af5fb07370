"""An object as the API server keeps it, as far as the rules here ask: until the part `settled` says it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from generator.diff.nouns import Object, Subject, Way
from generator.diff.rules.pods import TEMPLATES
from generator.diff.rules.quantity import quantity

QUANTITIES = ("requests", "limits", "capacity", "hard")
_CONTAINER = {"terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"}
_POD = {
    "restartPolicy": "Always",
    "dnsPolicy": "ClusterFirst",
    "terminationGracePeriodSeconds": 30,
    "schedulerName": "default-scheduler",
}
_TOP: Mapping[str, Mapping[str, Any]] = {
    "StorageClass": {"reclaimPolicy": "Delete", "volumeBindingMode": "Immediate"},
    "PriorityClass": {"preemptionPolicy": "PreemptLowerPriority"},
    "Secret": {"type": "Opaque"},
}
_SPEC: Mapping[str, Mapping[str, Any]] = {
    "StatefulSet": {"podManagementPolicy": "OrderedReady", "replicas": 1, "revisionHistoryLimit": 10},
    "Deployment": {"replicas": 1},
    "Job": {"completionMode": "NonIndexed", "backoffLimit": 6, "suspend": False},
    "PersistentVolumeClaim": {"volumeMode": "Filesystem"},
    "PersistentVolume": {"volumeMode": "Filesystem", "persistentVolumeReclaimPolicy": "Retain"},
    "CSIDriver": {"attachRequired": True, "volumeLifecycleModes": ["Persistent"]},
    "Service": {"type": "ClusterIP"},
}


def settled(node: Object) -> dict[str, Any]:
    """With the defaults that the rules ask for, quantities as numbers, and without what is empty."""
    kind = str(node.get("kind", ""))
    found: dict[str, Any] = _bare(node)
    for key, value in _TOP.get(kind, {}).items():
        found.setdefault(key, value)
    spec = found.setdefault("spec", {}) if kind in _SPEC else found.get("spec", {})
    for key, value in _SPEC.get(kind, {}).items():
        spec.setdefault(key, value)
    _of_kind(kind, found, spec)
    template: Any = found
    for key in TEMPLATES.get(kind, ()):
        template = template.setdefault(key, {})
    if kind in TEMPLATES or kind == "Pod":
        _pod(template.setdefault("spec", {}))
    return found


def merged(subject: Subject) -> dict[str, Any]:
    """What the server holds once head was applied over base."""
    assert subject.head is not None  # noqa: S101  (only asked where there is one)
    if subject.base is None or subject.way is Way.REPLACE:
        return settled(subject.head)
    live = settled(subject.base)
    _lay(live, subject.base, subject.head, client=subject.way is Way.CLIENT)
    return settled(live)


def _lay(live: dict[str, Any], base: Mapping[str, Any], head: Mapping[str, Any], *, client: bool) -> None:
    for key in base.keys() - head.keys():
        live.pop(key, None)
    for key, value in head.items():
        old = live.get(key)
        if isinstance(value, Mapping) and isinstance(old, dict) and not (client and key == "strategy"):
            before = base.get(key)
            _lay(old, before if isinstance(before, Mapping) else {}, value, client=client)
        elif value is None:
            if client:
                live.pop(key, None)
        else:
            live[key] = deepcopy(value)


def _of_kind(kind: str, found: dict[str, Any], spec: dict[str, Any]) -> None:
    if kind == "StatefulSet":
        strategy = spec.setdefault("updateStrategy", {})
        strategy.setdefault("type", "RollingUpdate")
        if strategy["type"] == "RollingUpdate":
            strategy.setdefault("rollingUpdate", {}).setdefault("partition", 0)
        for template in spec.get("volumeClaimTemplates", ()):
            template.setdefault("spec", {}).setdefault("volumeMode", "Filesystem")
            template.pop("apiVersion", None), template.pop("kind", None)
    if kind == "Deployment":
        strategy = spec.setdefault("strategy", {})
        if strategy.setdefault("type", "RollingUpdate") == "RollingUpdate":
            strategy.setdefault("rollingUpdate", {}).setdefault("maxSurge", "25%")
            strategy["rollingUpdate"].setdefault("maxUnavailable", "25%")
    if kind == "Job" and "completions" not in spec and "parallelism" not in spec:
        spec["completions"] = 1
    if kind == "Job":
        spec.setdefault("parallelism", 1)
    if kind == "Secret":
        for key, value in found.pop("stringData", {}).items():
            found.setdefault("data", {})[key] = b64encode(str(value).encode()).decode()


def _pod(spec: dict[str, Any]) -> None:
    for key, value in _POD.items():
        spec.setdefault(key, value)
    account = spec.pop("serviceAccount", None)
    if account:
        spec.setdefault("serviceAccountName", account)
    for container in [*spec.get("containers", ()), *spec.get("initContainers", ())]:
        for key, value in _CONTAINER.items():
            container.setdefault(key, value)
        image = str(container.get("image", ""))
        tag = image.rpartition("/")[2].partition(":")[2]
        container.setdefault(
            "imagePullPolicy", "IfNotPresent" if "@" in image or tag not in ("", "latest") else "Always"
        )
        for port in container.get("ports", ()):
            port.setdefault("protocol", "TCP")


def _bare(node: Any, quantities: bool = False) -> Any:
    if isinstance(node, Mapping):
        found = {
            key: _bare(value, quantities=key in QUANTITIES) if not quantities else _amount(value)
            for key, value in node.items()
        }
        return {key: value for key, value in found.items() if value is not None and value != {} and value != []}
    if isinstance(node, list | tuple):
        return [_bare(item) for item in node]
    return node


def _amount(value: Any) -> Any:
    amount = quantity(value)
    return _bare(value) if amount is None else str(amount.normalize())
