"""`loadBalancer` -> a second Service: the one that the AWS Load Balancer Controller makes a Network Load Balancer of.

Facts it counts on (docs/guide/service of the controller, v3):
- Targets are the pods' own addresses (`nlb-target-type: ip`): no port of a node is in between, and none is allocated.
- The pod sees the client's address. With UDP AWS never does otherwise; with TCP it is asked for
  (`preserve_client_ip.enabled`), without which the controller may leave `loadBalancerSourceRanges` out of account.
- Health is asked by TCP or HTTP, also of UDP: by the readiness probe where it can be asked like that.
- One number for TCP and UDP is one listener, which the controller makes only where it is told
  (`enable-tcp-udp-listener`).
- Without `cross_zone` an address of a zone in which no pod runs leads nowhere; load balancers of routes always have it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator import names
from generator.model.balancer import LoadBalancer
from generator.model.serving import Serving
from generator.parts.routes import BY_THE_SERVER, LONGEST_DEREGISTRATION, port_name
from generator.parts.subject import Subject

PREFIX = "service.beta.kubernetes.io/aws-load-balancer-"
HOSTNAME = "external-dns.alpha.kubernetes.io/hostname"
PRESERVED = "preserve_client_ip.enabled"
TARGETS = "target-group-attributes"


def load_balancer(subject: Subject) -> dict[str, Any]:
    """The values of that Service; nothing where there is none."""
    balancer: LoadBalancer | None = subject.service.load_balancer
    if balancer is None:
        return {}
    known = subject.service.all_ports
    listeners = {
        name: {"port": number, "targetPort": known[name].number, "protocol": protocol(known[name])}
        for name, number in sorted(balancer.ports.items())
    }
    found = {"ports": listeners, "sources": sources(subject, balancer), "annotations": settings(subject, balancer)}
    return {key: value for key, value in found.items() if value}


def protocol(port: Any) -> str:
    """What carries a port, as Kubernetes names it."""
    return "UDP" if port.protocol == "udp" else "TCP"


def sources(subject: Subject, balancer: LoadBalancer) -> list[str]:
    """The ranges that may come; none for everybody outside."""
    if balancer.sources is not None:
        return list(balancer.sources)
    return [subject.environment.network.cidr] if balancer.internal and subject.environment is not None else []


def settings(subject: Subject, balancer: LoadBalancer) -> dict[str, str]:
    """What the controller and external-dns read; then what the service itself annotates, attribute by attribute."""
    service = subject.service
    left = min(service.shutdown.grace_seconds - service.shutdown.delay_seconds, LONGEST_DEREGISTRATION)
    found = {
        **health_check(service),
        "attributes": "load_balancing.cross_zone.enabled=true",
        "nlb-target-type": "ip",
        "scheme": "internal" if balancer.internal else "internet-facing",
        TARGETS: f"deregistration_delay.timeout_seconds={left},{PRESERVED}=true",
    }
    shared = max(Counter(balancer.ports.values()).values()) > 1
    if shared:
        found["enable-tcp-udp-listener"] = "true"
    written = {**(BY_THE_SERVER if shared else {}), **{PREFIX + key: value for key, value in found.items()}}
    if balancer.host is not None and subject.environment is not None:
        written[HOSTNAME] = names.host(subject.environment, balancer.host)
    for key, value in service.annotations.load_balancer.items():
        written[key] = _joined(written[key], value) if key.endswith("attributes") and key in written else value
    return dict(sorted(written.items()))


def _joined(ours: str, theirs: str) -> str:
    """Attributes of both; theirs beat ours."""
    pairs = (one.strip().partition("=") for one in f"{ours},{theirs}".split(","))
    return ",".join(f"{name}={value}" for name, value in {name: value for name, _, value in pairs}.items())


def health_port(service: Serving) -> int:
    """The port of TCP that the load balancer asks: the readiness probe's, or else the default port."""
    probe = service.probes.readiness
    name = port_name(service, None if probe is None or probe.exec is not None else probe.asked_port)
    return service.all_ports[name].number if name in service.all_ports else int(name)


def health_check(service: Serving) -> dict[str, str]:
    """The readiness probe as the load balancer asks it: by HTTP, or whether TCP connects."""
    found = {"healthcheck-port": str(health_port(service))}
    probe = service.probes.readiness
    if probe is None or probe.path is None or probe.http_headers:  # it sends no headers
        return {**found, "healthcheck-protocol": "TCP"}
    return {**found, "healthcheck-protocol": probe.scheme or "HTTP", "healthcheck-path": probe.path}
