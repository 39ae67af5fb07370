"""A service's routes: the ports behind them, and its side of the load balancer's settings."""

from __future__ import annotations

from typing import Any

from generator.parts.subject import Subject

PREFIX = "alb.ingress.kubernetes.io/"


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


def routed_ports(service: Any) -> list[int]:
    """The numbers of the ports that the load balancer reaches, sorted."""
    ports = {port_of(service, route) for route in serving(service).values()}
    return sorted({service.all_ports[name].number for name in ports})


def service_annotations(subject: Subject) -> dict[str, str]:
    """Health check and target group settings, which stand on the Service; then what the service itself annotates.

    A target leaves the group before its pod stops: the deregistration delay is what is left of the grace after
    `shutdown.delay` (AWS's own default is 300 s).
    """
    service = subject.service
    annotations: dict[str, str] = {}
    if serving(service):
        readiness = service.probes.readiness
        if readiness is not None and readiness.path is not None:
            annotations[PREFIX + "healthcheck-path"] = readiness.path
        annotations[PREFIX + "healthcheck-interval-seconds"] = "15"
        left = service.shutdown.grace_seconds - service.shutdown.delay_seconds
        annotations[PREFIX + "target-group-attributes"] = f"deregistration_delay.timeout_seconds={left}"
    return {**annotations, **service.annotations.service}
