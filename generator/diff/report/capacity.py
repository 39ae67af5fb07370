"""Two clusters -> what the second asks for beyond the first: CPU, memory, volumes, load balancers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.diff.nouns import Capacity, Cluster, Object

_UNITS: dict[str, Decimal | int] = {"": 1, "n": Decimal("1e-9"), "u": Decimal("1e-6"), "m": Decimal("1e-3")}
_UNITS |= {unit: 1000**power for power, unit in enumerate(("k", "M", "G", "T", "P", "E"), 1)}
_UNITS |= {unit: 1024**power for power, unit in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)}
_WORKLOADS = frozenset({"Deployment", "StatefulSet", "ReplicaSet"})
_GROUP = "alb.ingress.kubernetes.io/group.name"


@dataclass
class _Sum:
    pods: list[int] = field(default_factory=lambda: [0, 0])
    cpu: list[Decimal] = field(default_factory=lambda: [Decimal(0), Decimal(0)])
    memory: list[Decimal] = field(default_factory=lambda: [Decimal(0), Decimal(0)])
    storage: Decimal = Decimal(0)
    balancers: set[tuple[str, str]] = field(default_factory=set)


def capacity(base: Cluster, head: Cluster) -> Capacity:
    """What pods that always run ask for; those of Jobs, and of DaemonSets (one a node), are not counted."""
    before, after = _sum(base), _sum(head)

    def more(name: str, scale: int = 1) -> tuple[int, int]:
        was, now = getattr(before, name), getattr(after, name)
        return int((now[0] - was[0]) * scale), int((now[1] - was[1]) * scale)

    return Capacity(
        environment=head.environment,
        pods=more("pods"),
        cpu=more("cpu", 1000),
        memory=more("memory"),
        storage=int(after.storage - before.storage),
        balancers=len(after.balancers) - len(before.balancers),
    )


def quantity(written: object) -> Decimal:
    """`500m`, `1Gi` or 2 as a number; what is none is nothing."""
    text = str(written)
    digits = text.rstrip("numkMGTPEi")
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return Decimal(0)
    return number * _UNITS.get(text[len(digits) :], 0) if number.is_finite() else Decimal(0)


def _sum(cluster: Cluster) -> _Sum:
    objects = [one for application in cluster.applications.values() for one in application.objects]
    scaled = dict(_scaled(objects))
    total = _Sum()
    for one in objects:
        kind, spec = one.get("kind"), _mapping(one, "spec")
        metadata = _mapping(one, "metadata")
        here = str(metadata.get("namespace", "")), str(metadata.get("name", ""))
        if kind in _WORKLOADS:
            _add(total, spec, scaled.get((*here, str(kind)), _replicas(spec)))
        elif kind == "PersistentVolumeClaim":
            total.storage += _storage(spec)
        elif kind == "Service" and spec.get("type") == "LoadBalancer":
            total.balancers.add(("Service", "/".join(here)))
        elif kind == "Ingress":
            group = _mapping(metadata, "annotations").get(_GROUP)
            total.balancers.add(("group", str(group)) if group else ("Ingress", "/".join(here)))
    return total


def _add(total: _Sum, spec: Object, replicas: tuple[int, int]) -> None:
    pod = _mapping(_mapping(spec, "template"), "spec")
    cpu, memory = _asked(pod, "cpu"), _asked(pod, "memory")
    for end, count in enumerate(replicas):
        total.pods[end] += count
        total.cpu[end] += cpu * count
        total.memory[end] += memory * count
    claims = spec.get("volumeClaimTemplates") or ()
    total.storage += sum((_storage(_mapping(claim, "spec")) for claim in claims), Decimal(0)) * replicas[1]


def _asked(pod: Object, resource: str) -> Decimal:
    """What the scheduler reserves: all containers that run side by side, or the greediest that runs before them."""
    side = [c for c in pod.get("initContainers") or () if c.get("restartPolicy") == "Always"]
    first = [c for c in pod.get("initContainers") or () if c.get("restartPolicy") != "Always"]
    together = sum((_request(c, resource) for c in [*(pod.get("containers") or ()), *side]), Decimal(0))
    return max([together, *(_request(c, resource) for c in first)])


def _request(container: Object, resource: str) -> Decimal:
    resources = _mapping(container, "resources")
    limits, requests = _mapping(resources, "limits"), _mapping(resources, "requests")
    return quantity(requests.get(resource, limits.get(resource, 0)))


def _scaled(objects: list[Object]) -> Iterator[tuple[tuple[str, str, str], tuple[int, int]]]:
    """What an autoscaler has in its hands: namespace, name and kind, and its least and most."""
    for one in objects:
        if one.get("kind") == "HorizontalPodAutoscaler":
            spec = _mapping(one, "spec")
            target = _mapping(spec, "scaleTargetRef")
            namespace = str(_mapping(one, "metadata").get("namespace", ""))
            most = _count(spec.get("maxReplicas"))
            least = min(_count(spec.get("minReplicas")), most)
            yield (namespace, str(target.get("name")), str(target.get("kind"))), (least, most)


def _replicas(spec: Object) -> tuple[int, int]:
    count = _count(spec.get("replicas"))
    return count, count


def _count(written: object) -> int:
    return written if isinstance(written, int) else 1


def _storage(spec: Object) -> Decimal:
    return quantity(_mapping(_mapping(spec, "resources"), "requests").get("storage", 0))


def _mapping(of: Object, key: str) -> Mapping[str, Any]:
    value = of.get(key)
    return value if isinstance(value, Mapping) else {}
