"""Target -> the Ingress of an environment: one load balancer for all its services; a second one for internal routes.

The controller keeps the order of `spec.rules`, and sorts each rule's paths itself: Exact ones first, then Prefix ones,
the longest first (aws-load-balancer-controller pkg/ingress/model_build_listener_rules.go sortIngressPaths, v3.5). That
order is written here too, so that the file reads as it works and no other reader of it decides otherwise. One rule a
host holds all its paths, whichever service they lead to: so the most specific wins, whatever the services are called.

HTTP is redirected whole (`ssl-redirect`: the HTTP listener has no other rule). Without `certificate-arn` the controller
looks for certificates of every host in ACM, and one host without a certificate stops all of them (#2241, #4597).

Health checks and target groups are set on each Service, where they stand above what the Ingress says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import names
from generator.argocd.target import Target
from generator.kinds.web.model import Web
from generator.model.duration import seconds
from generator.parts.routes import PREFIX, port_of

SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
INGRESS_CLASS = "alb"
PUBLIC, INTERNAL = "internet-facing", "internal"
"""Where a load balancer is reached from, as the controller calls it."""

HOSTS = {"spec": "Each host stands below its letter, so that two branches that each add one seldom meet here."}

Manifest = dict[str, Any]


@dataclass(frozen=True)
class Way:
    """One route in one environment: the host and path that it takes, and the service behind it."""

    host: str
    path: str
    service: str
    name: str
    port: str
    redirect: str | None
    internal: bool = False
    idle_timeout: str | None = None

    @property
    def order(self) -> tuple[str, int, str]:
        """Hosts by name; within a host the longest path first."""
        return (self.host, -len(self.path.rstrip("/")), self.path)


def ways(target: Target) -> tuple[Way, ...]:
    """Every route of every service, in the order in which they are tried."""
    return tuple(sorted(_ways(target), key=lambda way: way.order))


def _ways(target: Target) -> Iterator[Way]:
    for service, model in target.services.items():
        if isinstance(model, Web):
            for name, route in model.routes.items():
                host = names.host(target.environment, route.host)
                redirect = None if route.redirect is None else names.host(target.environment, route.redirect)
                port, internal = port_of(model, route), route.internal
                yield Way(host, route.path, service, name, port, redirect, internal, route.idle_timeout)


def ingresses(target: Target) -> dict[str, Manifest]:
    """file name without suffix -> an Ingress, each a load balancer; none without routes."""
    every = ways(target)
    there = {
        name: (scheme, tuple(way for way in every if way.internal is (scheme == INTERNAL)))
        for name, scheme in (("ingress", PUBLIC), ("internal", INTERNAL))
    }
    return {name: ingress(target, scheme, found) for name, (scheme, found) in there.items() if found}


def name_of(target: Target, scheme: str) -> str:
    """The name of an Ingress."""
    return f"{target.platform}-internal" if scheme == INTERNAL else target.platform


def ingress(target: Target, scheme: str, found: tuple[Way, ...]) -> Manifest:
    """The Ingress of some routes."""
    annotations = {**settings(target, scheme, found), **actions(found), **own(target, found)}
    rules = [
        {"host": host, "http": {"paths": [_path(way) for way in found if way.host == host]}}
        for host in dict.fromkeys(way.host for way in found)
    ]
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {
            "name": name_of(target, scheme),
            "namespace": target.namespace,
            "annotations": dict(sorted(annotations.items())),
        },
        "spec": {"ingressClassName": INGRESS_CLASS, "rules": rules},
    }


def settings(target: Target, scheme: str, behind: tuple[Way, ...]) -> dict[str, str]:
    """The load balancer itself: TLS alone, and not to be deleted by accident in production."""
    environment = target.environment
    attributes = ["routing.http.drop_invalid_header_fields.enabled=true"]
    if idle := next((way.idle_timeout for way in behind if way.idle_timeout is not None), None):
        attributes.insert(0, f"idle_timeout.timeout_seconds={seconds(idle)}")
    if environment.production:
        attributes.insert(0, "deletion_protection.enabled=true")
    found = {
        "scheme": scheme,
        "target-type": "ip",
        "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
        "ssl-redirect": "443",
        "ssl-policy": SSL_POLICY,
        "load-balancer-attributes": ",".join(attributes),
    }
    if environment.certificates:
        found["certificate-arn"] = ",".join(environment.certificates)
    return {PREFIX + key: value for key, value in found.items()}


def actions(found: tuple[Way, ...]) -> dict[str, str]:
    """The redirects, which the controller reads from annotations; one for each host that is redirected to."""
    return {PREFIX + f"actions.{action(way.redirect)}": _redirect(way.redirect) for way in found if way.redirect}


def action(host: str) -> str:
    """The name under which a redirect stands in for a Service: no longer than one, and another for each host."""
    return names.short("redirect-to-" + host.replace("-", "--").replace(".", "-"), 63)


def _redirect(host: str) -> str:
    config = {"host": host, "port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"}
    return json.dumps({"type": "redirect", "redirectConfig": config})


def own(target: Target, found: tuple[Way, ...]) -> dict[str, str]:
    """What the services behind it add with `annotations.ingress`."""
    added: dict[str, str] = {}
    routed = {way.service for way in found}
    for name, model in target.services.items():
        if isinstance(model, Web) and name in routed:
            added |= model.annotations.ingress
    return added


def _path(way: Way) -> Manifest:
    port = "use-annotation" if way.redirect else way.port
    name = action(way.redirect) if way.redirect else way.service
    return {
        "path": way.path,
        "pathType": "Prefix",
        "backend": {"service": {"name": name, "port": {"name": port}}},
    }
