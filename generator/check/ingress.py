"""Ingresses: each backend is a Service with that port, or an action that the annotations describe."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding, Path
from generator.check.resource import Resource
from generator.kubernetes.reading import at, mapping, numbered, text

ACTIONS = "alb.ingress.kubernetes.io/actions."
Backend = Mapping[str, Any]


def ingresses(cluster: Cluster) -> Iterator[Finding]:
    """Backends that lead nowhere."""
    for ingress in cluster.of("Ingress"):
        if not ingress.spec.get("rules") and not ingress.spec.get("defaultBackend"):
            message = f"{ingress} leads nowhere: it has neither `rules` nor a `defaultBackend`"
            yield ingress.finding(("spec",), "ingress-empty", message, "add a rule")
        for path, backend in _backends(ingress):
            yield from _backend(cluster, ingress, path, backend)
        for key, value in ingress.annotations.items():
            if key.startswith(ACTIONS):
                yield from _action(cluster, ingress, key, value)


def _backends(ingress: Resource) -> Iterator[tuple[Path, Backend]]:
    default = at(ingress.spec, "defaultBackend", "service")
    if isinstance(default, dict):
        yield ("spec", "defaultBackend", "service"), default
    for rule, body in numbered(ingress.spec, "rules"):
        for position, route in numbered(mapping(body, "http"), "paths"):
            backend = at(route, "backend", "service")
            if isinstance(backend, dict):
                yield ("spec", "rules", rule, "http", "paths", position, "backend", "service"), backend


def _backend(cluster: Cluster, ingress: Resource, path: Path, backend: Backend) -> Iterator[Finding]:
    name, port = text(backend, "name"), mapping(backend, "port")
    if text(port, "name") == "use-annotation":
        if f"{ACTIONS}{name}" not in ingress.annotations:
            actions = [key.removeprefix(ACTIONS) for key in ingress.annotations if key.startswith(ACTIONS)]
            message = f"{ingress} asks for the action `{name}`, which none of its annotations describes"
            hint = did_you_mean(name, actions, f"add the annotation `{ACTIONS}{name}`")
            yield ingress.finding((*path, "name"), "ingress-action-unknown", message, hint)
        return
    service = cluster.named("Service", ingress.namespace, name)
    if service is None:
        yield _no_service(cluster, ingress, (*path, "name"), name)
        return
    wanted = port.get("name") or port.get("number")
    known = _ports(service)
    if wanted not in known:
        has = f"the Service has {', '.join(f'`{one}`' for one in known)}" if known else "add the port to the Service"
        hint = did_you_mean(str(wanted), map(str, known), has)
        message = f"{ingress} sends to the port `{wanted}` of the Service `{name}`, which it lacks"
        yield ingress.finding((*path, "port"), "ingress-port-unknown", message, hint)


def _action(cluster: Cluster, ingress: Resource, key: str, value: object) -> Iterator[Finding]:
    """An action is JSON; what it forwards to exists."""
    place: Path = ("metadata", "annotations", key)
    try:
        action = json.loads(value) if isinstance(value, str) else None
    except ValueError:
        action = None
    if not isinstance(action, dict):
        message = f"{ingress}: the annotation `{key}` is no JSON object"
        yield ingress.finding(place, "ingress-action-invalid", message, 'write it as {"type": …} in JSON')
        return
    for _, group in numbered(mapping(action, "forwardConfig"), "targetGroups"):
        name = text(group, "serviceName")
        if name and cluster.named("Service", ingress.namespace, name) is None:
            yield _no_service(cluster, ingress, place, name)


def _no_service(cluster: Cluster, ingress: Resource, path: Path, name: str) -> Finding:
    message = f"{ingress} sends to the Service `{name}`, which is not in the namespace `{ingress.namespace}`"
    hint = did_you_mean(name, cluster.names("Service", ingress.namespace), f"add the Service `{name}`")
    return ingress.finding(path, "ingress-service-unknown", message, hint)


def _ports(service: Resource) -> list[object]:
    """Names and numbers of a Service's ports."""
    ports = [port for _, port in numbered(service.spec, "ports")]
    return [value for port in ports for value in (port.get("name"), port.get("port")) if value]
