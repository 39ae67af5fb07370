"""What a chart needs beyond a valid model: an image of the version, one protocol behind the routes, keys of its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Also, Problem
from generator.kinds import KINDS
from generator.kinds.web.model import Web
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts.routes import behind, port_of, serving
from generator.validate.phrases import listed


def image_of_version(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A datastore in the cluster has an official image, or names another."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            kind = KINDS[service.kind]
            if not kind.datastore:
                continue
            images = kind.images(service)
            version = getattr(service, "version", None)
            block = getattr(service, "in_cluster", None)
            if getattr(service, "run", None) != "in-cluster" or block is None or block.image is not None:
                continue
            if version not in images:
                yield Problem(
                    code="version-without-image",
                    message=f"there is no official image of {service.kind} `{version}` that still gets fixes",
                    place=locate(fleet.layers[environment, name], ["version"]),
                    hint=f"write {listed(list(images))}, or name an image as `inCluster.image`",
                )


def routed_protocols(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """The load balancer speaks HTTP or gRPC to all ports of a service behind its routes, and never UDP."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            if isinstance(service, Web):
                yield from _protocols(service, fleet.layers[environment, name])


def _protocols(service: Web, tree: Branch) -> Iterator[Problem]:
    ports = behind(service)
    over = {name: locate(tree, ["routes", name], at_key=True) for name in serving(service)}
    first: tuple[str, str] | None = None
    for name, route in serving(service).items():
        port = port_of(service, route)
        protocol = ports[port].protocol
        if protocol == "udp":
            yield Problem(
                code="route-to-udp",
                message=f"the route leads to the port `{port}`, which is UDP: the load balancer speaks HTTP and gRPC",
                place=over[name],
                hint="name another port as `port`, or remove the route",
            )
        elif first is None:
            first = name, protocol
        elif (protocol == "grpc") is not (first[1] == "grpc"):
            yield Problem(
                code="mixed-protocols",
                message=f"the route leads to `{protocol}` and another one of the service to `{first[1]}`: "
                "the load balancer speaks one of them to a service",
                place=over[name],
                also=(Also(over[first[0]], "the other route"),),
                hint="split the service in two, one for each",
            )


OWN_ANNOTATIONS = ("checksum/env", "checksum/files")
"""What a pod has so that a change of a ConfigMap replaces it."""


def own_annotations(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A service leaves the annotations alone that its chart writes."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            given = service.annotations.pod if isinstance(service, Workload) else {}
            for key in sorted(given.keys() & set(OWN_ANNOTATIONS)):
                yield Problem(
                    code="reserved-annotation",
                    message=f"the annotation `{key}` is the generator's own: it restarts the pods when a file changes",
                    place=locate(fleet.layers[environment, name], ["annotations", "pod", key], at_key=True),
                    hint="remove it, or give it another name",
                )
