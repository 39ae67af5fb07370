"""Amounts of CPU, memory and storage: what is requested is within its limit, and a volume has a size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.cluster import Cluster
from generator.check.finding import Finding, Path
from generator.check.pod import Container, Pod
from generator.check.resource import Resource
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import mapping, numbered


def amounts(cluster: Cluster) -> Iterator[Finding]:
    """Requests over their limits, and volumes of no size."""
    for pod in cluster.pods:
        for container in pod.containers:
            if "limits" in mapping(container.body, "resources"):
                yield from _requests(pod, container)
    for claim in cluster.of("PersistentVolumeClaim"):
        yield from _size(claim, ("spec",), claim.spec)
    for workload in cluster.of("StatefulSet"):
        for position, template in numbered(workload.spec, "volumeClaimTemplates"):
            yield from _size(workload, ("spec", "volumeClaimTemplates", position, "spec"), mapping(template, "spec"))


def _requests(pod: Pod, container: Container) -> Iterator[Finding]:
    limits = mapping(container.body, "resources", "limits")
    for name, value in mapping(container.body, "resources", "requests").items():
        wanted, limit = quantity(value), quantity(limits.get(name))
        if wanted is None or limit is None or wanted <= limit:
            continue
        message = (
            f"the container `{container.name}` of {pod.owner} requests `{value}` of `{name}`,"
            f" more than its limit of `{limits[name]}`"
        )
        path = (*container.path, "resources", "requests", name)
        yield pod.finding(path, "request-over-limit", message, "raise the limit or lower the request")


def _size(owner: Resource, path: Path, spec: Mapping[str, Any]) -> Iterator[Finding]:
    wanted = quantity(mapping(spec, "resources", "requests").get("storage"))
    if wanted is not None and (wanted == 0 or wanted.denominator != 1):
        message = f"{owner} asks for a volume of {'no size' if wanted == 0 else 'a fraction of a byte'}"
        yield owner.finding(
            (*path, "resources", "requests", "storage"), "volume-size-invalid", message, "write a size such as `10Gi`"
        )
