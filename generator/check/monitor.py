"""ServiceMonitors and PodMonitors: each finds something to scrape, by a port that it has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.resource import Resource
from generator.kubernetes.reading import at, mapping, numbered, sequence, text
from generator.kubernetes.selector import chooses, written


def monitors(cluster: Cluster) -> Iterator[Finding]:
    """Monitors that would scrape nothing."""
    for monitor in cluster.of("ServiceMonitor"):
        selector, namespaces = mapping(monitor.spec, "selector"), _namespaces(cluster, monitor)
        services = [
            one for one in cluster.of("Service") if one.namespace in namespaces and chooses(selector, one.labels)
        ]
        known = {text(port, "name") for service in services for _, port in numbered(service.spec, "ports")}
        yield from _judged(monitor, "Service", "endpoints", known if services else None)
    for monitor in cluster.of("PodMonitor"):
        selector, namespaces = mapping(monitor.spec, "selector"), _namespaces(cluster, monitor)
        pods = [pod for namespace in sorted(namespaces) for pod in cluster.chosen(namespace, selector)]
        known = {text(port, "name") for pod in pods for _, _, port in pod.ports}
        yield from _judged(monitor, "pod", "podMetricsEndpoints", known if pods else None)


def _namespaces(cluster: Cluster, monitor: Resource) -> set[str]:
    chosen = mapping(monitor.spec, "namespaceSelector")
    if chosen.get("any") is True:
        return {one.namespace for one in cluster.resources}
    return set(map(str, sequence(chosen, "matchNames"))) or {monitor.namespace}


def _judged(monitor: Resource, noun: str, key: str, known: set[str] | None) -> Iterator[Finding]:
    """`known` are the names of the ports of what is chosen; None if nothing is."""
    if known is None:
        message = f"{monitor} finds no {noun}: none has the labels `{written(mapping(monitor.spec, 'selector'))}`"
        hint = f"make the selector equal to labels of the {noun} itself"
        yield monitor.finding(("spec", "selector"), "monitor-selects-nothing", message, hint)
        return
    for position, endpoint in numbered(monitor.spec, key):
        name = text(endpoint, "port")
        if not name or name in known or at(endpoint, "targetPort") is not None:
            continue
        message = f"{monitor} scrapes the port `{name}`, which no {noun} that it finds has"
        hint = did_you_mean(name, known, f"give a port of the {noun} the name `{name}`")
        yield monitor.finding(("spec", key, position, "port"), "monitor-port-unknown", message, hint)
