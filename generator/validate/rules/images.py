"""Images: from a registry that is listed, by a version, or another service's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.errors import Also, Place, Problem
from generator.model.image import Image, ImageFrom, is_listed
from generator.model.serving import Serving
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.validate.rules.services import unknown_service


class Named(NamedTuple):
    """An image that people name: in which environment, of which service, where in which tree."""

    environment: str
    service: str
    path: list[str]
    image: Any
    tree: Branch


def named(fleet: Fleet) -> Iterator[Named]:
    """Every image of every environment."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            for path, image in _of(service):
                yield Named(environment, name, path, image, fleet.layers[environment, name])


def _of(service: object) -> Iterator[tuple[list[str], Any]]:
    """The images of one service, each with its key path."""
    if isinstance(service, Workload):
        yield ["image"], service.image
    elif (block := getattr(service, "in_cluster", None)) is not None and block.image is not None:
        yield ["inCluster", "image"], block.image
    for path, job in service.jobs if isinstance(service, Serving) else ():
        if job.image is not None:
            yield [*path, "image"], job.image


def known_sources(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """`{from: backend}` leads, maybe over others, to an image."""
    for one in named(fleet):
        if isinstance(one.image, ImageFrom):
            yield from _followed(one.image, locate(one.tree, [*one.path, "from"]), one.environment, sources, fleet)


def _followed(image: Any, place: Place, environment: str, sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """The problem that is met on the way to the image, if one is."""
    seen: set[str] = set()
    while isinstance(image, ImageFrom):
        name = image.source
        if name not in sources.named("service"):
            yield unknown_service(name, place, sources)
            return
        other = fleet.services[environment].get(name)
        if name in seen:
            yield _no_image(f"`from` comes back to `{name}` and finds no image", place)
        elif other is not None and not isinstance(other, Workload):
            yield _no_image(f"`{name}` has no image of its own", place)
        image = other.image if isinstance(other, Workload) and name not in seen else None  # else it is told by now
        seen.add(name)


def _no_image(message: str, place: Place) -> Problem:
    hint = "name a `web`, `worker`, `cronjob` or `stateful` with an image"
    return Problem(code="image-without-source", message=message, place=place, hint=hint)


def tagged(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Each image has a tag or a digest once the environment has spoken."""
    for environment, _, path, image, tree in named(fleet):
        if isinstance(image, Image) and image.tag is None and image.digest is None:
            yield Problem(
                code="missing-tag",
                message=f"the image `{image.repository}` has neither `tag` nor `digest` in `{environment}`",
                place=locate(tree, path, at_key=True),
                hint=f"set `{'.'.join(path)}.tag` of the service in `environments/{environment}.yaml`",
            )


def listed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Images come from the registries that the platform lists; names are compared in full."""
    for environment, _, path, image, tree in named(fleet):
        model, repository = fleet.environments.get(environment), getattr(image, "repository", None)
        if model is None or repository is None or is_listed(repository, model.registries):
            continue
        registries = locate(fleet.layers[environment, ""], ["registries"], at_key=True)
        full = "" if image.normalised == repository else f" (`{image.normalised}`)"
        yield Problem(
            code="unlisted-registry",
            message=f"the image `{repository}`{full} is from a registry that is not listed",
            place=locate(tree, [*path, "repository"]),
            also=(Also(registries, "the registries are listed here"),),
            hint="use a listed registry, or add this one to `registries`",
        )
