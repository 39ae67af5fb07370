"""Two clusters -> what the second asks for beyond the first: CPU, memory, volumes, load balancers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from generator.diff.nouns import Capacity, Cluster, Object
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import mapping

_WORKLOADS = frozenset({"Deployment", "StatefulSet", "ReplicaSet"})
_GROUP = "alb.ingress.kubernetes.io/group.name"


@dataclass
class _Sum:
    pods: list[int] = field(default_factory=lambda: [0, 0])
    cpu: list[Fraction] = field(default_factory=lambda: [Fraction(0), Fraction(0)])
    memory: list[Fraction] = field(default_factory=lambda: [Fraction(0), Fraction(0)])
    storage: Fraction = Fraction(0)
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


def _sum(cluster: Cluster) -> _Sum:
    objects = [one for application in cluster.applications.values() for one in application.objects]
    scaled = dict(_scaled(objects))
    total = _Sum()
    for one in objects:
        kind, spec = one.get("kind"), mapping(one, "spec")
        metadata = mapping(one, "metadata")
        here = str(metadata.get("namespace", "")), str(metadata.get("name", ""))
        if kind in _WORKLOADS:
            _add(total, spec, scaled.get((*here, str(kind)), _replicas(spec)))
        elif kind == "PersistentVolumeClaim":
            total.storage += _storage(spec)
        elif kind == "Service" and spec.get("type") == "LoadBalancer":
            total.balancers.add(("Service", "/".join(here)))
        elif kind == "Ingress":
            group = mapping(metadata, "annotations").get(_GROUP)
            total.balancers.add(("group", str(group)) if group else ("Ingress", "/".join(here)))
    return total


def _add(total: _Sum, spec: Object, replicas: tuple[int, int]) -> None:
    pod = mapping(spec, "template", "spec")
    cpu, memory = _asked(pod, "cpu"), _asked(pod, "memory")
    for end, count in enumerate(replicas):
        total.pods[end] += count
        total.cpu[end] += cpu * count
        total.memory[end] += memory * count
    claims = spec.get("volumeClaimTemplates") or ()
    total.storage += sum((_storage(mapping(claim, "spec")) for claim in claims), Fraction(0)) * replicas[1]


def _asked(pod: Object, resource: str) -> Fraction:
    """What the scheduler reserves: all containers that run side by side, or the greediest that runs before them."""
    side = [c for c in pod.get("initContainers") or () if c.get("restartPolicy") == "Always"]
    first = [c for c in pod.get("initContainers") or () if c.get("restartPolicy") != "Always"]
    together = sum((_request(c, resource) for c in [*(pod.get("containers") or ()), *side]), Fraction(0))
    return max([together, *(_request(c, resource) for c in first)])


def _request(container: Object, resource: str) -> Fraction:
    resources = mapping(container, "resources")
    limits, requests = mapping(resources, "limits"), mapping(resources, "requests")
    return quantity(requests.get(resource, limits.get(resource, 0))) or Fraction(0)


def _scaled(objects: list[Object]) -> Iterator[tuple[tuple[str, str, str], tuple[int, int]]]:
    """What an autoscaler has in its hands: namespace, name and kind, and its least and most."""
    for one in objects:
        if one.get("kind") == "HorizontalPodAutoscaler":
            spec = mapping(one, "spec")
            target = mapping(spec, "scaleTargetRef")
            namespace = str(mapping(one, "metadata").get("namespace", ""))
            most = _count(spec.get("maxReplicas"))
            least = min(_count(spec.get("minReplicas")), most)
            yield (namespace, str(target.get("name")), str(target.get("kind"))), (least, most)


def _replicas(spec: Object) -> tuple[int, int]:
    count = _count(spec.get("replicas"))
    return count, count


def _count(written: object) -> int:
    return written if isinstance(written, int) else 1


def _storage(spec: Object) -> Fraction:
    return quantity(mapping(spec, "resources", "requests").get("storage", 0)) or Fraction(0)
