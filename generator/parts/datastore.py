"""What in-cluster and managed datastores share: where they listen, and the chart of one replica with its volume."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import names, subnets
from generator.model.datastore import OtherImage
from generator.parts import environment, network
from generator.parts.kind import Template, Values
from generator.parts.offers import Offer, Property
from generator.parts.pod import resources
from generator.parts.subject import Peer, Subject


@dataclass(frozen=True, kw_only=True)
class Server:
    """A datastore's program: its usual image, whom it runs as, where it listens, and where it writes."""

    image: Mapping[str, str]
    user: int
    port: int
    data: str | None
    """where its volume is mounted; None where it has none."""
    writable: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


TEMPLATES = (
    Template("statefulset.yaml"),
    Template("service.yaml", "ports"),
    Template("serviceaccount.yaml"),
    Template("pvc.yaml", "storage"),
    Template("externalsecret.yaml", "secrets"),
    Template("configmap-env.yaml", "env"),
    Template("networkpolicy.yaml"),
)


def host(subject: Subject) -> str | None:
    """Where it listens: its Service, the host that was given, or its name in the environment's private zone."""
    service = subject.service
    if service.run == "in-cluster":
        return subject.name
    if service.run == "external":
        return str(service.external.host) if service.external is not None else None
    managed = block(service)
    if managed is not None and managed.endpoint is not None:
        return str(managed.endpoint)
    if subject.environment is None:
        return None
    return names.managed_host(subject.name, subject.around.name, subject.environment.name)


def block(service: Any) -> Any:
    """The block of where it runs: `inCluster`, `rds`, `elasticache`, `external`; None where it is missing."""
    return getattr(service, service.run.replace("-", "_"))


def port(subject: Subject, usual: int) -> int:
    """The port that was given for one that exists, else the usual one."""
    external = subject.service.external if subject.service.run == "external" else None
    return int(external.port) if external is not None else usual


def peer(subject: Subject, usual: int) -> Peer | None:
    """Its pod, the environment's database subnets, or the ranges that were given, else everywhere but private ones."""
    ports = ({"port": port(subject, usual), "protocol": "TCP"},)
    service = subject.service
    if service.run == "in-cluster":
        return Peer((network.pods(subject.name),), ports)
    if service.run == "external":
        given = service.external.cidrs if service.external is not None else ()
        return Peer(tuple(network.blocks(given) if given else network.anywhere()), ports)
    if subject.environment is None:
        return None
    return Peer(tuple(network.blocks(subnets.subnets(subject.environment.network).database)), ports)


def values(subject: Subject, server: Server) -> Values:
    """The values of a datastore's own chart."""
    given = subject.service.in_cluster
    found: Values = {
        "image": image_of(given.image, server.image),
        "ports": {subject.service.kind: {"port": server.port, "protocol": "TCP"}},
        "runAsUser": given.run_as_user or server.user,
        "writable": dict(server.writable),
        "resources": resources(given.resources, dict(server.writable)),
        "shutdown": {"graceSeconds": 60},
    }
    if server.data is not None:
        storage_class = given.storage_class or names.STORAGE_CLASS
        found["storage"] = {"size": given.storage, "class": storage_class, "mountPath": server.data}
    found["networkPolicy"] = network.policy(subject, found["ports"])
    return {key: value for key, value in found.items() if value not in (None, {}, [])}


def image_of(given: OtherImage | None, usual: Mapping[str, str]) -> dict[str, str]:
    """The image that was given instead; a tag or a digest alone is one of the usual repository."""
    if given is None:
        return dict(usual)
    named = {"repository": given.normalised or usual["repository"], "tag": given.tag, "digest": given.digest}
    return {key: value for key, value in named.items() if value is not None}


def secrets(subject: Subject, keys: dict[str, str]) -> dict[str, Any]:
    """variable -> property of its own remote secret, as values of the ExternalSecret."""
    return environment.external(subject, {key: Offer((Property(subject.name, name),)) for key, name in keys.items()})
