"""Network policies: each is about a pod, opens ports that the pod has, and lets in somebody who exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Pod
from generator.check.resource import Resource
from generator.kubernetes.reading import mapping, numbered, text, whole
from generator.kubernetes.selector import written


def policies(cluster: Cluster) -> Iterator[Finding]:
    """Policies without effect; one about all pods of its namespace always has one."""
    for policy in cluster.of("NetworkPolicy"):
        selector = mapping(policy.spec, "podSelector")
        pods = cluster.chosen(policy.namespace, selector)
        if selector and not pods:
            message = f"{policy} is about no pod: `{written(selector)}` fits no template in `{policy.namespace}`"
            hint = "make the selector equal to labels of the pods that it is for"
            yield policy.finding(("spec", "podSelector"), "network-policy-selects-nothing", message, hint)
        for direction, key in (("ingress", "from"), ("egress", "to")):
            yield from _peers(cluster, policy, direction, key)
        if selector and pods:
            yield from _ports(policy, pods)


def _peers(cluster: Cluster, policy: Resource, direction: str, key: str) -> Iterator[Finding]:
    for rule, body in numbered(policy.spec, direction):
        for position, peer in numbered(body, key):
            if not peer:
                message = f"{policy} has a rule {key} nobody: an empty peer"
                hint = f"name a peer, or leave out `{key}` for everybody"
                yield policy.finding(("spec", direction, rule, key, position), "network-peer-empty", message, hint)
            selector = mapping(peer, "podSelector")
            if not selector or "namespaceSelector" in peer or cluster.chosen(policy.namespace, selector):
                continue
            message = f"{policy} has a rule {key} `{written(selector)}`, which fits no pod in `{policy.namespace}`"
            path = ("spec", direction, rule, key, position, "podSelector")
            hint = "make the selector equal to labels of the pods that it is for, or remove the rule"
            yield policy.finding(path, "network-peer-selects-nothing", message, hint)


def _ports(policy: Resource, pods: list[Pod]) -> Iterator[Finding]:
    """Ports of ingress are ports of the pod, never of its Service; a pod that declares none may have any."""
    declared = [port for pod in pods for _, _, port in pod.ports]
    known = {text(port, "name") for port in declared} | {whole(port, "containerPort") for port in declared}
    if not declared:
        return
    for rule, body in numbered(policy.spec, "ingress"):
        for position, port in numbered(body, "ports"):
            wanted = port.get("port")
            if not isinstance(wanted, str | int) or "endPort" in port or wanted in known:
                continue
            message = f"{policy} opens the port `{wanted}`, which no pod that it is about has"
            names = sorted(str(one) for one in known if one)
            hint = did_you_mean(str(wanted), names, "open a port of the pod, not of its Service")
            yield policy.finding(
                ("spec", "ingress", rule, "ports", position, "port"), "network-port-unknown", message, hint
            )
