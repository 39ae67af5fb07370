"""Workloads whose number of pods git names while an autoscaler decides it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.diff.nouns import Identity, Object

SCALABLE = frozenset({"Deployment", "StatefulSet", "ReplicaSet"})


def scaler(one: Identity, objects: Iterable[tuple[Identity, Object]]) -> Object | None:
    """The autoscaler of a workload."""
    for other, manifest in objects:
        if other.kind == "HorizontalPodAutoscaler" and other.namespace == one.namespace:
            target = (manifest.get("spec") or {}).get("scaleTargetRef") or {}
            if (target.get("kind"), target.get("name")) == (one.kind, one.name):
                return manifest
    return None


def bounds(manifest: Object) -> tuple[int, int]:
    """How many pods an autoscaler allows, at least and at most."""
    spec = manifest.get("spec") or {}
    least = spec.get("minReplicas", 1)
    most = spec.get("maxReplicas", least)
    return (least if isinstance(least, int) else 1, most if isinstance(most, int) else 1)


def is_fought_over(one: Identity, manifest: Object, objects: Mapping[Identity, Object]) -> bool:
    """Whether git and an autoscaler that is there never agree: the Application is out of sync for ever."""
    wanted = (manifest.get("spec") or {}).get("replicas")
    if one.kind not in SCALABLE or not isinstance(wanted, int) or wanted == 0:
        return False
    found = scaler(one, objects.items())
    return found is not None and not bounds(found)[0] <= wanted <= bounds(found)[1]


def pods(one: Identity, manifest: Object, objects: Mapping[Identity, Object]) -> tuple[int, int] | None:
    """How many pods a workload has, at least and at most; None where nodes or time decide."""
    if one.kind == "Pod":
        return 1, 1
    if one.kind not in SCALABLE:
        return None
    wanted = (manifest.get("spec") or {}).get("replicas", 1)
    if wanted != 0 and (found := scaler(one, objects.items())) is not None:
        return bounds(found)
    return (wanted, wanted) if isinstance(wanted, int) else None
