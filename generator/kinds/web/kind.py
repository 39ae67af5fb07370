"""A service behind the load balancer: Deployment, Service, autoscaling, routes."""

from __future__ import annotations

from collections.abc import Mapping

from generator import names
from generator.kinds.web.model import Web
from generator.parts.kind import SERVING, Kind, Template
from generator.parts.offers import Offer, address
from generator.parts.routes import serving
from generator.parts.serving import FILES, peer, values
from generator.parts.subject import Subject


def offers(subject: Subject) -> Mapping[str, Offer]:
    """Public addresses without an edge; host and port to those who need it."""
    found: dict[str, Offer] = {}
    if subject.environment is not None and (routes := serving(subject.service)):
        hosts = [names.host(subject.environment, route.host) for route in routes.values()]
        urls = [
            f"https://{host}{'' if route.path == '/' else route.path}"
            for host, route in zip(hosts, routes.values(), strict=True)
        ]
        public = {"url": urls[0], "urls": ",".join(urls), "domain": hosts[0], "domains": ",".join(dict.fromkeys(hosts))}
        found |= {name: Offer((text,), free=True) for name, text in public.items()}
    port = subject.service.all_ports[subject.service.default_port]
    return {**found, **address(subject.name, port.number)}


KIND = Kind(
    name="web",
    model=Web,
    values=values,
    offers=offers,
    offered=frozenset({"url", "urls", "domain", "domains", "host", "port", "address"}),
    peer=peer,
    templates=(Template("deployment.yaml"), *FILES),
    objects=SERVING,
)
