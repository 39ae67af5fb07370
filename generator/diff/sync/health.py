"""An object as it is applied -> the health that Argo CD sees once it settled, as far as git tells it.

Pods run unless what they cannot start without is not there, a claim is bound unless it waits for a pod; all else is
healthy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.diff.nouns import Identity, Object
from generator.diff.sync.world import World

HEALTHY, SUSPENDED, PROGRESSING = "Healthy", "Suspended", "Progressing"
MISSING, DEGRADED, UNKNOWN = "Missing", "Degraded", "Unknown"
ORDER = (HEALTHY, SUSPENDED, PROGRESSING, MISSING, DEGRADED, UNKNOWN)
WORKLOADS = frozenset({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Pod"})
ALWAYS_THERE = frozenset({"", "default"})


def worst(found: Collection[str]) -> str:
    """The worst of these; healthy where there are none."""
    return max(found, key=ORDER.index, default=HEALTHY)


def health(manifest: Object, there: Mapping[Identity, Object], promised: Collection[Identity], world: World) -> str:
    """The health of an object while `there` is in the cluster; `promised` is what git has and the cluster not yet."""
    kind = str(manifest.get("kind"))
    if kind == "PersistentVolumeClaim":
        return PROGRESSING if waits_for_a_pod(manifest, there) else HEALTHY
    if kind not in WORKLOADS or (pod := pod_of(manifest)) is None:
        return HEALTHY
    spec = manifest.get("spec") or {}
    if kind == "Job" and spec.get("suspend"):
        return SUSPENDED
    if kind == "Deployment" and spec.get("paused"):
        return SUSPENDED
    if kind == "DaemonSet" or (kind != "Job" and spec.get("replicas") == 0):
        return HEALTHY  # a DaemonSet wants no pod where no node takes one
    if not world.stuck(pod) and not any(one in promised for one in needed(manifest, pod, world)):
        return HEALTHY
    return DEGRADED if kind == "Job" and spec.get("activeDeadlineSeconds") else PROGRESSING


def pod_of(manifest: Object) -> Mapping[str, Any] | None:
    """The spec of the pods that an object makes."""
    spec = manifest.get("spec") or {}
    found = spec if manifest.get("kind") == "Pod" else (spec.get("template") or {}).get("spec")
    return found if isinstance(found, Mapping) else None


def needed(manifest: Object, pod: Mapping[str, Any], world: World) -> Iterator[Identity]:
    """What a pod does not start without: its account, its claims, and what it reads."""
    home = str((manifest.get("metadata") or {}).get("namespace") or "")
    account = str(pod.get("serviceAccountName") or "")
    if account not in ALWAYS_THERE:
        yield Identity("", "ServiceAccount", home, account)
    for claim in claims(pod):
        yield Identity("", "PersistentVolumeClaim", home, claim)
    if world.patient:
        yield from (Identity("", kind, home, name) for kind, name in _read(pod))


def claims(pod: Mapping[str, Any]) -> Iterator[str]:
    """The claims that a pod mounts."""
    for volume in pod.get("volumes") or ():
        if isinstance(claim := volume.get("persistentVolumeClaim"), Mapping):
            yield str(claim.get("claimName"))


def _read(pod: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The ConfigMaps and Secrets that a pod reads and that are not optional."""
    for container in (*(pod.get("initContainers") or ()), *(pod.get("containers") or ())):
        for source in container.get("envFrom") or ():
            yield from _named(source, {"configMapRef": "ConfigMap", "secretRef": "Secret"}, "name")
        for variable in container.get("env") or ():
            asked = {"configMapKeyRef": "ConfigMap", "secretKeyRef": "Secret"}
            yield from _named(variable.get("valueFrom") or {}, asked, "name")
    for volume in pod.get("volumes") or ():
        yield from _named(volume, {"configMap": "ConfigMap"}, "name")
        yield from _named(volume, {"secret": "Secret"}, "secretName")


def _named(source: Mapping[str, Any], kinds: Mapping[str, str], key: str) -> Iterator[tuple[str, str]]:
    for word, kind in kinds.items():
        found = source.get(word)
        if isinstance(found, Mapping) and found.get(key) and not found.get("optional"):
            yield kind, str(found[key])


def waits_for_a_pod(claim: Object, there: Mapping[Identity, Object]) -> bool:
    """Whether a claim stays pending: its class waits for a pod, as the default one of EKS does, and there is none."""
    wanted = (claim.get("spec") or {}).get("storageClassName")
    if wanted == "" or (claim.get("spec") or {}).get("volumeName"):
        return False
    if wanted is not None:
        found = there.get(Identity("storage.k8s.io", "StorageClass", "", str(wanted)))
        if found is None or found.get("volumeBindingMode") != "WaitForFirstConsumer":
            return False
    meta = claim.get("metadata") or {}
    return not is_mounted(str(meta.get("name")), str(meta.get("namespace") or ""), there)


def is_mounted(name: str, namespace: str, there: Mapping[Identity, Object]) -> bool:
    """Whether pods of a workload mount this claim."""
    for one, manifest in there.items():
        pod = pod_of(manifest) if one.kind in WORKLOADS and one.namespace == namespace else None
        if pod is not None and name in claims(pod) and (manifest.get("spec") or {}).get("replicas") != 0:
            return True
    return False
