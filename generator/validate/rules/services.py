"""Services by name, what environments say of them, and the blocks that they must have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import names
from generator.errors import Place, Problem
from generator.kinds import KINDS
from generator.model.mistake import shown, wrong_type
from generator.model.service import Service
from generator.nodes import Branch, Node, locate, plain
from generator.nouns import Fleet, Sources
from generator.parts import datastore
from generator.suggest import near


def unknown_service(name: str, place: Place, sources: Sources, others: Iterable[str] = ()) -> Problem:
    """A service was named that has no file; `others` are names that would do as well."""
    meant = near(name, [*sources.named("service"), *others])
    hint = f"did you mean `{meant}`?" if meant else f"add `config/services/{name}.yaml`, or remove this"
    return Problem(code="unknown-service", message=f"there is no service {shown(name)}", place=place, hint=hint)


def reserved_names(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No service is called like the platform's or an add-on's Application."""
    for name in sources.named("service"):
        if name in names.RESERVED:
            yield Problem(
                code="reserved-name",
                message=f"the name `{name}` is taken by the platform or an add-on",
                place=Place(sources.file_of["service", name]),
                hint="rename the file: a service is called what its file is called",
            )


def overlays(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What an environment says of services is about services that there are, and leaves their kind alone."""
    for tree in sources.environments.values():
        services = tree.children.get("services")
        if isinstance(services, Branch):
            for name in services.children:
                yield from _overlay(name, services, sources)
        elif services is not None:
            yield _no_mapping("services", services, "write services by name below it, or remove the line")


def _overlay(name: str, services: Branch, sources: Sources) -> Iterator[Problem]:
    overlay = services.children[name]
    if name not in sources.named("service"):
        yield unknown_service(name, services.keys[name], sources)
    elif not isinstance(overlay, Branch):
        yield _no_mapping(f"services.{name}", overlay, "write the keys that differ here below it, or remove the line")
    elif "kind" in overlay.children:
        yield Problem(
            code="kind-in-environment",
            message=f"an environment cannot change the kind of `{name}`",
            place=overlay.keys["kind"],
            hint=f"remove this line: the kind stands in `{sources.file_of['service', name]}`",
        )


def _no_mapping(path: str, node: Node, hint: str) -> Problem:
    said = wrong_type(plain(node), "a mapping").context or {}
    return Problem(code="wrong-type", message=f"`{path}`: {said['text']}", place=node.place, hint=hint)


def lacks_block(service: Service) -> bool:
    """Whether a datastore runs somewhere of which it says nothing."""
    return KINDS[service.kind].datastore and datastore.block(service) is None


def run_without_block(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """`run: rds` needs the block `rds`, and so on; the others lie idle."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            if not lacks_block(service):
                continue
            run = getattr(service, "run", "")
            key = {"in-cluster": "inCluster"}.get(run, run)
            yield Problem(
                code="run-without-block",
                message=f"`run: {run}` of `{name}` has no block `{key}`",
                place=locate(fleet.layers[environment, name], ["run"]),
                hint=f"add `{key}:` here or in `{sources.file_of['service', name]}`",
            )
