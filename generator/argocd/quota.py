"""Target -> ResourceQuota and LimitRange: a fence against a runaway, not a plan of capacity.

The quota moves in powers of two and starts with room for as much again: two pull requests that each add a service do
not meet in it, and a rollout, which runs old and new pods side by side, fits.
"""

from __future__ import annotations

from typing import Any

from generator.argocd.target import Target

GIB = 2**30
ROOM = 2
LEAST_PODS, LEAST_CPUS, LEAST_GIB = 32, 4, 8
DEFAULT_REQUEST = {"cpu": "50m", "memory": "64Mi"}

Manifest = dict[str, Any]


def step(amount: int, least: int) -> int:
    """The first power of two that is neither below the amount nor below the least, itself a power of two."""
    found = least
    while found < amount:
        found *= 2
    return found


def resource_quota(target: Target) -> Manifest:
    """At least twice what the services ask for when all of them have scaled to their most."""
    demand = target.inventory.demand
    cpus = step(-(-demand.cpu * ROOM // 1000), LEAST_CPUS)
    gibibytes = step(-(-demand.memory * ROOM // GIB), LEAST_GIB)
    hard = {
        "pods": str(step(demand.pods * ROOM, LEAST_PODS)),
        "requests.cpu": str(cpus),
        "requests.memory": f"{gibibytes}Gi",
    }
    return _object(target, "ResourceQuota", {"hard": hard})


def limit_range(target: Target) -> Manifest:
    """What a container gets that asks for nothing: a request, which the quota demands. No limits: one of CPU throttles
    while the node idles, and one of memory refuses every container whose own request is above it."""
    container = {"type": "Container", "defaultRequest": dict(DEFAULT_REQUEST)}
    return _object(target, "LimitRange", {"limits": [container]})


def _object(target: Target, kind: str, spec: Manifest) -> Manifest:
    metadata = {"name": "services", "namespace": target.namespace}
    return {"apiVersion": "v1", "kind": kind, "metadata": metadata, "spec": spec}
