"""Routes and monitors whose Service, or its port, is gone."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Identity, Object, Rule
from generator.diff.rules.danger.links import Link, newly
from generator.diff.rules.danger.side import Side
from generator.diff.rules.danger.words import listed, named, shown
from generator.kubernetes.reading import at, items, labels, mapping, sequence, text
from generator.kubernetes.selector import chooses, written

_ROUTES = ("GRPCRoute", "HTTPRoute", "TCPRoute", "TLSRoute")


def _behind(side: Side, service: Identity, port: object) -> tuple[Identity, ...]:
    body = side.objects.get(service)
    if body is None or (port is not None and str(port) not in ports(body)):
        return ()
    return (service,)


def ports(body: Object) -> frozenset[str]:
    """The names and the numbers of the ports of a Service."""
    values = [port.get(key) for port in items(body, "spec", "ports") for key in ("name", "port")]
    return frozenset(str(value) for value in values if value is not None)


def _link(side: Side, holder: Identity, place: str, service: Identity, port: object) -> Link:
    lack = f"has no port {shown(port)}" if service in side.objects else "is not there"
    says = f"{named(holder)} sends {shown(place)} to {named(service)}, which {lack}: callers get 503"
    return Link(holder, f"{place} {service} {port}", _behind(side, service, port), says)


def _backends(side: Side) -> Iterator[Link]:
    for identity, body in side.of("Ingress"):
        for rule in items(body, "spec", "rules"):
            for path in items(rule, "http", "paths"):
                place = f"{text(rule, 'host') or '*'}{text(path, 'path') or '/'}"
                yield from _backend(side, identity, place, mapping(path, "backend"))
        yield from _backend(side, identity, "everything else", mapping(body, "spec", "defaultBackend"))
    for kind in _ROUTES:
        for identity, body in side.of(kind):
            yield from _references(side, identity, body)


def _backend(side: Side, holder: Identity, place: str, backend: object) -> Iterator[Link]:
    name, port = text(backend, "service", "name"), mapping(backend, "service", "port")
    wanted = port.get("name") or port.get("number")
    if name and wanted != "use-annotation":  # an action of the load balancer's own
        yield _link(side, holder, place, Identity("", "Service", holder.namespace, name), wanted)


def _references(side: Side, holder: Identity, body: Object) -> Iterator[Link]:
    hosts = [host for host in sequence(body, "spec", "hostnames") if isinstance(host, str)]
    for rule in items(body, "spec", "rules"):
        for reference in items(rule, "backendRefs"):
            if text(reference, "kind") in ("", "Service") and text(reference, "name"):
                namespace = text(reference, "namespace") or holder.namespace
                service = Identity("", "Service", namespace, text(reference, "name"))
                yield _link(side, holder, hosts[0] if hosts else "its requests", service, reference.get("port"))


def _scrapes(side: Side) -> Iterator[Link]:
    for identity, body in side.of("ServiceMonitor"):
        selector = mapping(body, "spec", "selector")
        spaces = [
            space for space in sequence(body, "spec", "namespaceSelector", "matchNames") if isinstance(space, str)
        ]
        found = [
            (service, other)
            for space in spaces or [identity.namespace]
            for service, other in side.of("Service", space)
            if chooses(selector, labels(other))
        ]
        for endpoint in items(body, "spec", "endpoints"):
            port = at(endpoint, "port")
            behind = tuple(service for service, other in found if port is None or str(port) in ports(other))
            lack = (
                f"{listed(service for service, _ in found)} has no port {shown(port)}"
                if found
                else f"no Service has the labels {shown(written(selector))}"
            )
            yield Link(identity, f"port {port}", behind, f"{named(identity)} scrapes nothing any more: {lack}")


RULES = (
    Rule(
        "O02b",
        "O",
        "a route sends to a Service, or to a port of it, that is gone",
        "keep the Service and the port until no route names them",
        newly("O02b", _backends),
    ),
    Rule(
        "O02c",
        "W",
        "a ServiceMonitor finds no Service or port to scrape any more, so metrics and alerts stop",
        "let it name the labels and the port that the Service has now",
        newly("O02c", _scrapes),
    ),
)
