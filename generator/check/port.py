"""Ports that need another key beside them: a range has two ends, several ports have names, a node's port its type."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.resource import Resource
from generator.check.rule import ports as opened
from generator.kubernetes.reading import at, numbered, text, whole

OUTSIDE = ("NodePort", "LoadBalancer")
SYNC_OPTIONS = "argocd.argoproj.io/sync-options"


def ports(cluster: Cluster) -> Iterator[Finding]:
    """Ports of Services and NetworkPolicies that the API server refuses."""
    for service in cluster.of("Service"):
        yield from _of_service(service)
    for policy in cluster.of("NetworkPolicy"):
        for path, port in opened(policy):
            first, last = whole(port, "port"), whole(port, "endPort")
            if last is not None and (first is None or last < first):
                message = f"{policy} opens ports up to {last}, from `{at(port, 'port')}` on"
                hint = "let `port` be a number, and `endPort` no less"
                yield policy.finding((*path, "endPort"), "port-range-invalid", message, hint)


def _of_service(service: Resource) -> Iterator[Finding]:
    kind = text(service.spec, "type") or "ClusterIP"
    found = list(numbered(service.spec, "ports"))
    if not service.spec.get("ports") and kind != "ExternalName" and text(service.spec, "clusterIP") != "None":
        yield service.finding(
            ("spec", "ports"), "service-without-ports", f"{service} has no port", "add one under `ports`"
        )
    if kind == "ExternalName" and not text(service.spec, "externalName"):
        message = f"{service} is another name for nothing: it has no `externalName`"
        yield service.finding(("spec",), "service-name-missing", message, "add `externalName`")
    yield from _shared(service)
    for position, port in found:
        path = ("spec", "ports", position)
        if len(found) > 1 and not text(port, "name"):
            message = f"{service} has several ports, and this one has no name"
            yield service.finding(path, "port-name-missing", message, "add `name`")
        if port.get("nodePort") and kind not in OUTSIDE:
            message = f"{service} of the type `{kind}` has a `nodePort`"
            yield service.finding((*path, "nodePort"), "node-port-refused", message, "remove `nodePort`")


def _shared(service: Resource) -> Iterator[Finding]:
    """One number for two protocols, which a client-side apply takes for one port."""
    if "ServerSideApply=true" in text(service.body, "metadata", "annotations", SYNC_OPTIONS):
        return
    first: dict[int | None, str] = {}
    for position, port in numbered(service.spec, "ports"):
        number, protocol = whole(port, "port"), text(port, "protocol") or "TCP"
        if number is not None and first.setdefault(number, protocol) != protocol:
            both = f"{first[number]} and {protocol}"
            message = f"{service} has the port {number} for {both}: a client-side apply takes them for one"
            hint = f"annotate it with `{SYNC_OPTIONS}: ServerSideApply=true`"
            yield service.finding(("spec", "ports", position, "port"), "port-number-shared", message, hint)
