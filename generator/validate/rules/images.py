"""Images: from a registry that is listed, by a version, or another service's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.errors import Also, Place, Problem
from generator.model.image import Image, ImageFrom, is_listed
from generator.model.serving import Serving
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.validate.rules.services import unknown_service


def named(fleet: Fleet) -> Iterator[tuple[str, list[str], Any, Branch]]:
    """Every image that people name: (environment, key path, image, tree)."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            tree = fleet.layers[environment, name]
            if isinstance(service, Workload):
                yield environment, ["image"], service.image, tree
                jobs = service.before.items() if isinstance(service, Serving) else ()
                for job, before in jobs:
                    if before.image is not None:
                        yield environment, ["before", job, "image"], before.image, tree
            elif (block := getattr(service, "in_cluster", None)) is not None and block.image is not None:
                yield environment, ["inCluster", "image"], block.image, tree


def known_sources(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """`{from: backend}` leads, maybe over others, to an image."""
    for environment, path, image, tree in named(fleet):
        if not isinstance(image, ImageFrom):
            continue
        place, seen = locate(tree, [*path, "from"]), []
        while isinstance(image, ImageFrom):
            name = image.source
            if name not in sources.named("service"):
                yield unknown_service(name, place, sources)
                break
            other = fleet.services[environment].get(name)
            if other is None:
                break  # it failed by itself
            if name in seen or not isinstance(other, Workload):
                yield _no_image(name, place, circle=name in seen)
                break
            seen.append(name)
            image = other.image


def _no_image(name: str, place: Place, *, circle: bool) -> Problem:
    message = f"`from` comes back to `{name}` and finds no image" if circle else f"`{name}` has no image of its own"
    return Problem(code="image-without-source", message=message, place=place, hint="name a `web`, `worker` or `cronjob` with an image")


def tagged(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Each image has a tag or a digest once the environment has spoken."""
    for environment, path, image, tree in named(fleet):
        if isinstance(image, Image) and image.tag is None and image.digest is None:
            yield Problem(
                code="missing-tag",
                message=f"the image `{image.repository}` has neither `tag` nor `digest` in `{environment}`",
                place=locate(tree, path, at_key=True),
                hint=f"add `image: {{tag: …}}` to the service in `environments/{environment}.yaml`",
            )


def listed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Images come from the registries that the platform lists; names are compared in full."""
    for environment, path, image, tree in named(fleet):
        model = fleet.environments.get(environment)
        if model is None or not isinstance(getattr(image, "repository", None), str):
            continue
        if not is_listed(image.repository, list(model.registries)):
            registries = locate(fleet.layers[environment, ""], ["registries"], at_key=True)
            yield Problem(
                code="unlisted-registry",
                message=f"the image `{image.repository}` is `{image.normalised}`, from a registry that is not listed",
                place=locate(tree, [*path, "repository"]),
                also=(Also(registries, "the registries are listed here"),),
                hint="use a listed registry, or add this one to `registries`",
            )
