"""Services: each chooses a pod, and sends to ports that its pods have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Pod
from generator.check.resource import Resource
from generator.kubernetes.reading import mapping, numbered, text
from generator.kubernetes.selector import written


def services(cluster: Cluster) -> Iterator[Finding]:
    """Services that reach nothing; one without a selector is filled by somebody else."""
    for service in cluster.of("Service"):
        selector = {"matchLabels": mapping(service.spec, "selector")}
        if not selector["matchLabels"]:
            continue
        pods = cluster.chosen(service.namespace, selector)
        if pods:
            yield from _ports(service, pods)
            continue
        message = f"{service} chooses no pod: `{written(selector)}` fits no template in `{service.namespace}`"
        hint = "make the selector equal to labels of the pods that it is for"
        yield service.finding(("spec", "selector"), "service-selects-nothing", message, hint)


def _ports(service: Resource, pods: list[Pod]) -> Iterator[Finding]:
    known = {text(port, "name") for pod in pods for _, _, port in pod.ports}
    for position, port in numbered(service.spec, "ports"):
        name = text(port, "targetPort")
        if not name or name in known:
            continue
        message = f"{service} sends to the port `{name}`, which no pod that it chooses has"
        hint = did_you_mean(name, known, f"give a port of the pod the name `{name}`")
        yield service.finding(("spec", "ports", position, "targetPort"), "service-port-unknown", message, hint)
