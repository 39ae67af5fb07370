"""Values of hatches -> what they ask for beside the service's own container, as far as it is written as services do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.argocd.target import Demand
from generator.model.quantity import CPU_PATTERN, SIZE_PATTERN, bytes_of, millicores
from generator.parts.hatches import containers

Requests = Mapping[str, Any]


def demand(values: Mapping[str, Any], pods: int) -> Demand:
    """What side containers of so many pods, and the pods of objects, ask for; of a DaemonSet one pod counts."""
    asked = [(requests, pods) for requests in _beside(values)]
    others = 0
    for body in values.get("objects", {}).values():
        spec = body.get("spec")
        replicas = spec.get("replicas") if isinstance(spec, dict) else None
        count = replicas if type(replicas) is int else 1
        found = [container for _, container in containers(body)]
        others += count if found else 0
        asked += [(_requests(container), count) for container in found]
    return Demand(
        pods=others,
        cpu=sum(millicores(requests["cpu"]) * count for requests, count in asked if "cpu" in requests),
        memory=sum(bytes_of(requests["memory"]) * count for requests, count in asked if "memory" in requests),
    )


def _beside(values: Mapping[str, Any]) -> Iterator[Requests]:
    """The requests of containers that run beside the main one."""
    for container in values.get("pod", {}).get("initContainers", ()):
        if container.get("restartPolicy") == "Always":
            yield _requests(container)


def _requests(container: Mapping[str, Any]) -> Requests:
    resources = container.get("resources")
    given = resources.get("requests") if isinstance(resources, dict) else None
    rules = {"cpu": CPU_PATTERN, "memory": SIZE_PATTERN}
    found = {key: str(given[key]) for key in rules if key in given} if isinstance(given, dict) else {}
    return {key: value for key, value in found.items() if re.fullmatch(rules[key], value)}
