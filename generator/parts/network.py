"""Edges of the `needs` graph and routes -> the rules of a service's NetworkPolicy, one entry a peer.

Peers that are no service have names that no service can have: `Callers`, `LoadBalancer`, `Clients`, `Internet`…
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator import subnets
from generator.model.network import PRIVATE
from generator.parts.balancer import health_port, protocol, sources
from generator.parts.routes import load_balanced_ports
from generator.parts.subject import Peer, Subject

CALLS = "calls-"
"""How the label of a pod begins that may call a service; templates write it for each peer in the cluster."""
Ports = list[dict[str, Any]]


def policy(subject: Subject, ports: Mapping[str, Any], metrics_port: int | None = None) -> dict[str, Any]:
    """`networkPolicy` values: who may call this service, and whom it may call."""
    found: dict[str, Any] = {}
    incoming = _incoming(subject, ports, metrics_port)
    outgoing = _outgoing(subject)
    if incoming:
        found["ingress"] = incoming
    if outgoing:
        found["egress"] = outgoing
    return found


def _incoming(subject: Subject, ports: Mapping[str, Any], metrics_port: int | None) -> dict[str, Any]:
    open_ports = [{"port": port["port"], "protocol": port["protocol"]} for port in ports.values()]
    rules: dict[str, Any] = {}
    if open_ports and subject.around.callers.get(subject.name):
        rules["Callers"] = {"from": [callers(subject.name)], "ports": open_ports}
    if getattr(subject.service, "routes", None) and subject.environment is not None:
        rules |= _balanced(subject.service, subnets.subnets(subject.environment.network))
    if getattr(subject.service, "load_balancer", None) is not None and subject.environment is not None:
        rules |= _reached(subject, subnets.subnets(subject.environment.network))
    if metrics_port is not None and subject.around.facts.metrics:
        namespace = {"kubernetes.io/metadata.name": subject.around.facts.metrics_namespace}
        source = {"namespaceSelector": {"matchLabels": namespace}, **pods("prometheus")}
        rules["Prometheus"] = {"from": [source], "ports": tcp([metrics_port])}
    return rules


def _balanced(service: Any, standing: subnets.Subnets) -> dict[str, Any]:
    """The load balancers, by the subnets that they stand in."""
    rules: dict[str, Any] = {}
    if ports := load_balanced_ports(service, internal=False):
        rules["LoadBalancer"] = {"from": blocks(standing.public), "ports": tcp(ports)}
    if ports := load_balanced_ports(service, internal=True):
        rules["InternalLoadBalancer"] = {"from": blocks(standing.private), "ports": tcp(ports)}
    return rules


def _reached(subject: Subject, standing: subnets.Subnets) -> dict[str, Any]:
    """Clients of a load balancer of its own, whose addresses it keeps; and itself, which asks for health."""
    service = subject.service
    balancer, known = service.load_balancer, service.all_ports
    opened = {(known[name].number, protocol(known[name])) for name in balancer.ports}
    clients = blocks(sources(subject, balancer)) or anywhere()
    return {
        "Clients": {"from": clients, "ports": [{"port": port, "protocol": by} for port, by in sorted(opened)]},
        "NetworkLoadBalancer": {
            "from": blocks(standing.private if balancer.internal else standing.public),
            "ports": tcp([health_port(service)]),
        },
    }


def _outgoing(subject: Subject) -> dict[str, Any]:
    rules: dict[str, Any] = {}
    for needed in sorted(subject.service.needs):
        other = subject.other(needed)
        peer = None if other is None else other.provider().peer(other)
        if peer is not None and peer.ports:
            rules[needed] = {"to": list(peer.to), "ports": list(peer.ports)}
    internet = subject.service.internet
    if internet is not None:
        rules["Internet"] = {"to": anywhere(), "ports": tcp(internet.ports)}
    return rules


def pods(name: str) -> dict[str, Any]:
    """The pods of a service, as a peer."""
    return {"podSelector": {"matchLabels": {"app.kubernetes.io/name": name}}}


def callers(name: str) -> dict[str, Any]:
    """The pods that may call a service, as a peer: they say so themselves, so that a service does not list its callers,
    and two branches that each add one do not meet in its chart."""
    return {"podSelector": {"matchLabels": {f"{CALLS}{name}": "true"}}}


def blocks(cidrs: Iterable[str]) -> list[dict[str, Any]]:
    """Ranges of addresses, as peers."""
    return [{"ipBlock": {"cidr": cidr}} for cidr in cidrs]


def anywhere() -> list[dict[str, Any]]:
    """Everywhere but private ranges."""
    return [{"ipBlock": {"cidr": "0.0.0.0/0", "except": list(PRIVATE)}}]


def among_pods(name: str, ports: Mapping[str, Any]) -> Peer | None:
    """A workload of this cluster as its callers meet it."""
    listening = tuple({"port": port["port"], "protocol": port["protocol"]} for port in ports.values())
    return Peer((pods(name),), listening) if listening else None


def tcp(ports: Iterable[int]) -> Ports:
    """Ports of TCP, as a policy names them."""
    return [{"port": port, "protocol": "TCP"} for port in ports]
