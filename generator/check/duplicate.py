"""Two objects of one kind and name in one environment: each release would overwrite the other's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.resource import Resource
from generator.kubernetes.reading import numbered, text


def duplicates(cluster: Cluster) -> Iterator[Finding]:
    """Objects that exist twice, and Services with a port twice."""
    seen: dict[tuple[str, str, str, str], Resource] = {}
    for resource in cluster.resources:
        identity = (resource.group, resource.kind, resource.namespace, resource.name)
        first = seen.setdefault(identity, resource)
        if first is resource or not resource.name:
            continue
        where = f" in the namespace `{resource.namespace}`" if resource.namespace else ""
        message = f"{resource} exists twice{where}: in the release `{first.release.name}` ({first.origin}) too"
        yield resource.finding(("metadata", "name"), "duplicate-object", message, "rename one of them")
    for service in cluster.of("Service"):
        yield from _ports(service)


def _ports(service: Resource) -> Iterator[Finding]:
    numbers: set[tuple[str, str]] = set()
    names: set[str] = set()
    for position, port in numbered(service.spec, "ports"):
        number, name = (repr(port.get("port")), text(port, "protocol") or "TCP"), text(port, "name")
        path = ("spec", "ports", position)
        if number in numbers:
            message = f"{service} has the port `{'/'.join(number)}` twice"
            yield service.finding((*path, "port"), "duplicate-port", message, "remove one of them")
        if name in names:
            message = f"{service} has the port name `{name}` twice"
            yield service.finding((*path, "name"), "duplicate-port-name", message, "rename one of them")
        numbers.add(number)
        names.add(name)
