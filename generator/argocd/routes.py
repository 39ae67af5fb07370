"""Target -> the Ingress of an environment: one load balancer for all its services.

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
from generator.parts.routes import PREFIX, port_of

SSL_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
INGRESS_CLASS = "alb"

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
                yield Way(host, route.path, service, name, port_of(model, route), redirect)


def ingress(target: Target) -> Manifest:
    """The Ingress; only where `target.routed`."""
    found = ways(target)
    annotations = {**settings(target), **actions(found), **own(target)}
    rules = [
        {"host": host, "http": {"paths": [_path(way) for way in found if way.host == host]}}
        for host in dict.fromkeys(way.host for way in found)
    ]
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "Ingress",
        "metadata": {
            "name": target.platform,
            "namespace": target.namespace,
            "annotations": dict(sorted(annotations.items())),
        },
        "spec": {"ingressClassName": INGRESS_CLASS, "rules": rules},
    }


def settings(target: Target) -> dict[str, str]:
    """The load balancer itself: public, TLS alone, and not to be deleted by accident in production."""
    environment = target.environment
    attributes = ["routing.http.drop_invalid_header_fields.enabled=true"]
    if environment.production:
        attributes.insert(0, "deletion_protection.enabled=true")
    found = {
        "scheme": "internet-facing",
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


def own(target: Target) -> dict[str, str]:
    """What the services add with `annotations.ingress`."""
    found: dict[str, str] = {}
    for model in target.services.values():
        if isinstance(model, Web) and model.routes:
            found |= model.annotations.ingress
    return found


def _path(way: Way) -> Manifest:
    port = "use-annotation" if way.redirect else way.port
    name = action(way.redirect) if way.redirect else way.service
    return {
        "path": way.path,
        "pathType": "Prefix",
        "backend": {"service": {"name": name, "port": {"name": port}}},
    }
