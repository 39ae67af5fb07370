"""A service's routes: the ports behind them, and its side of the load balancer's settings."""

from __future__ import annotations

from typing import Any

from generator.model.duration import seconds
from generator.parts.subject import Subject

PREFIX = "alb.ingress.kubernetes.io/"
BY_THE_SERVER = {"argocd.argoproj.io/sync-options": "ServerSideApply=true"}
"""On a Service with one number for TCP and UDP. A client-side apply knows its ports by their number alone: one that
comes beside the other is lost without a word, and with one that goes the other goes too (kubernetes#105610)."""
LONGEST_DEREGISTRATION = 3600
"""Seconds; what AWS takes."""


def serving(service: Any) -> dict[str, Any]:
    """The routes that lead to this service's pods, in their order: all but redirects."""
    routes = getattr(service, "routes", None) or {}
    return {name: route for name, route in routes.items() if route.redirect is None}


def port_of(service: Any, route: Any) -> str:
    """The name of the port that a route leads to."""
    return port_name(service, route.port)


def port_name(service: Any, reference: str | int | None) -> str:
    """The name of a port that was given by name, by number, or not at all: then the default port."""
    if reference is None:
        return str(service.default_port)
    named = (name for name, port in service.all_ports.items() if reference in (name, port.number))
    return next(named, str(reference))


def behind(service: Any) -> dict[str, Any]:
    """The ports behind the routes, by name, sorted."""
    names = sorted({port_of(service, route) for route in serving(service).values()})
    return {name: service.all_ports[name] for name in names}


def load_balanced_ports(service: Any, *, internal: bool) -> list[int]:
    """The numbers of the ports that one of the two load balancers reaches: those behind its routes, and the one that
    it asks for health."""
    routes = [route for route in serving(service).values() if route.internal is internal]
    numbers = {service.all_ports[port_of(service, route)].number for route in routes}
    asked = health_port(service) if numbers else None
    return sorted(numbers | {asked} if asked is not None else numbers)


def health_port(service: Any) -> int | None:
    """The port of the readiness probe, where the load balancer can ask the same question as Kubernetes."""
    probe = service.probes.readiness
    if probe is None or probe.service is not None or (probe.grpc if speaks_grpc(service) else probe.path) is None:
        return None
    name = port_name(service, probe.asked_port)
    return int(service.all_ports[name].number) if name in service.all_ports else int(name)


def speaks_grpc(service: Any) -> bool:
    """Whether gRPC is spoken behind the routes; a Service has one protocol for all of them."""
    return {port.protocol for port in behind(service).values()} == {"grpc"}


def service_annotations(subject: Subject) -> dict[str, str]:
    """Health check, target group settings, and how it is applied; then what the service itself annotates.

    A target leaves the group before its pod stops: the deregistration delay is what is left of the grace after
    `shutdown.delay` (AWS's own default is 300 s).
    """
    service = subject.service
    found: dict[str, str] = {}
    if serving(service):
        left = min(service.shutdown.grace_seconds - service.shutdown.delay_seconds, LONGEST_DEREGISTRATION)
        found = {
            **health_check(service),
            "target-group-attributes": ",".join((f"deregistration_delay.timeout_seconds={left}", *stickiness(service))),
        }
    numbers = [port.number for port in service.all_ports.values()]
    by_the_server = BY_THE_SERVER if len(set(numbers)) < len(numbers) else {}
    annotations = {**by_the_server, **{PREFIX + key: value for key, value in found.items()}}
    return dict(sorted({**annotations, **service.annotations.service}.items()))


def stickiness(service: Any) -> list[str]:
    """The cookie by which a browser comes back to its pod; all routes to a service are one target group. What is not
    said the controller leaves as it is, so `0s` says that there is none."""
    given = next((route.sticky for route in serving(service).values() if route.sticky is not None), None)
    if given is None:
        return []
    if seconds(given) == 0:
        return ["stickiness.enabled=false"]
    return [
        "stickiness.enabled=true",
        "stickiness.type=lb_cookie",
        f"stickiness.lb_cookie.duration_seconds={seconds(given)}",
    ]


def health_check(service: Any) -> dict[str, str]:
    """The readiness probe as the load balancer asks it, so that both agree on who is up.

    It asks by HTTP, or by gRPC where that is spoken. A probe of another sort it cannot ask: then any answer that is no
    error of the server's counts; with gRPC the controller's own default does that. It sends no headers either, and
    asks for the same path without them.
    """
    asked, probe = health_port(service), service.probes.readiness
    found: dict[str, str] = {"backend-protocol-version": "GRPC"} if speaks_grpc(service) else {}
    if asked is None:
        return found or {"success-codes": "200-499"}
    if any(port.number != asked for port in behind(service).values()):
        found["healthcheck-port"] = str(asked)
    if speaks_grpc(service):
        return {**found, "healthcheck-path": "/grpc.health.v1.Health/Check", "success-codes": "0"}
    if probe.scheme == "HTTPS":
        found["healthcheck-protocol"] = "HTTPS"
    codes = "200-499" if probe.http_headers else "200-399"
    return {**found, "healthcheck-path": probe.path, "success-codes": codes}
