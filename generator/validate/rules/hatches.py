"""`pod` and `container`: no field that the model owns, no odd value, no image from elsewhere, and no secret."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from generator.errors import Also, Problem
from generator.model.credential import CREDENTIAL, names_a_secret
from generator.model.image import Image, is_listed
from generator.model.mistake import shown
from generator.model.service import Service
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts import claims, hatches
from generator.parts.hatches import Path


class Given(NamedTuple):
    """A piece of Kubernetes' that a person wrote: in which environment, what, and where it stands in which tree."""

    environment: str
    value: Any
    tree: Branch
    path: Path

    def problem(self, below: Path, code: str, message: str, hint: str, *, at_key: bool = False) -> Problem:
        """A problem of what stands at a path below it."""
        place = locate(self.tree, (*self.path, *below), at_key=at_key)
        return Problem(code=code, message=message, place=place, hint=hint)


def given(fleet: Fleet) -> Iterator[Given]:
    """Every hatch of every environment."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            if isinstance(service, Workload):
                tree = fleet.layers[environment, name]
                hatch = {"pod": service.pod, "container": service.container}
                yield from (Given(environment, value, tree, (key,)) for key, value in hatch.items() if value)


def owned(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A field that the model owns is refused by name, with the key that does it."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            hatched = isinstance(service, Workload) and (service.pod or service.container)
            for path, hint in _owned(name, services) if hatched else ():
                yield Problem(
                    code="owned-field",
                    message=f"`{'.'.join(map(str, path))}` is written by the generator",
                    place=locate(fleet.layers[environment, name], path, at_key=True),
                    hint=hint,
                )


def _owned(name: str, services: Mapping[str, Service]) -> Iterator[tuple[Path, str]]:
    service = services[name]
    if isinstance(service, Workload):
        yield from hatches.owned(service)
        if "affinity" in service.pod and claims.companions(name, services):
            yield ("pod", "affinity"), "remove it: services that share a disk run on one node"


def sound(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Values are texts, numbers and booleans, no text is a secret, and images come by the same rules as elsewhere."""
    for one in given(fleet):
        yield from judged(one, fleet)


def judged(one: Given, fleet: Fleet) -> Iterator[Problem]:
    """The same of one piece, or of a whole object."""
    yield from _odd_values(one)
    yield from _lost(one)
    yield from _secrets(one)
    for path, container in hatches.containers(one.value):
        yield from _image(one, (*path, "image"), container.get("image"), fleet)


_LOST = re.compile("[\\x7f-\\x9f\\ufffe\\uffff]")
"""What Go leaves as it is in JSON, and reads otherwise or not at all as YAML."""


def _odd_values(one: Given) -> Iterator[Problem]:
    """`null`, which says nothing inside of a list, and dates, which Kubernetes takes as text."""
    for path, value in hatches.scalars(one.value):
        if value is None:
            hint = "give it a value, such as `{}`, or remove the line"
            yield one.problem(path, "null-in-hatch", "found nothing (null), expected a value", hint, at_key=True)
        elif isinstance(value, datetime.date):
            yield one.problem(path, "wrong-type", f"found the date `{value}`, expected text", "quote it")


def _lost(one: Given) -> Iterator[Problem]:
    """Characters in texts and keys that do not come out of Helm as they went in."""
    hint = "remove it; `env` and `files` keep it"
    for path, value in hatches.scalars(one.value):
        for depth, text in enumerate((*path, value), start=1):
            if isinstance(text, str) and (lost := _LOST.search(text)):
                message = f"found the character U+{ord(lost[0]):04X}, which Helm loses or refuses in a whole object"
                yield one.problem(path[:depth], "bad-character", message, hint, at_key=depth <= len(path))


def _secrets(one: Given) -> Iterator[Problem]:
    """What looks like a key or a token; and a variable that says so of its text."""
    for path, value in hatches.scalars(one.value):
        if isinstance(value, str) and re.search(CREDENTIAL, value):
            message = "found a value that is not shown, expected no secret: it looks like a key or a token"
            yield one.problem(path, "plain-secret", message, f"{INSTEAD}; replace it, as git keeps it")
    for path, container in hatches.containers(one.value):
        listed = container.get("env")
        for index, variable in enumerate(listed if isinstance(listed, list) else ()):
            name, value = (variable.get(key) for key in ("name", "value")) if isinstance(variable, dict) else (0, 0)
            if isinstance(name, str) and isinstance(value, str) and names_a_secret(name, value):
                message = f"the variable {shown(name)} names a secret, and its value is text that git keeps"
                hint = f"{INSTEAD}; replace it, as git keeps it"
                yield one.problem((*path, "env", index, "value"), "plain-secret", message, hint)


INSTEAD = "take it from a Secret, by `valueFrom.secretKeyRef`"


def _image(one: Given, path: Path, text: Any, fleet: Fleet) -> Iterator[Problem]:
    if not isinstance(text, str):
        return  # its schema says so, or it is missing, which the rendered object tells
    try:
        image = Image.model_validate(_parts(text))
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        hint = details.get("ctx", {}).get("hint") or "write `repository:tag`, `repository@digest`, or both"
        yield one.problem(path, "bad-image", details["msg"], hint)
        return
    if image.tag is None and image.digest is None:
        hint = "add `:` and the version that runs now"
        yield one.problem(path, "missing-tag", f"the image {shown(text)} has neither tag nor digest", hint)
    model = fleet.environments.get(one.environment)
    if model is not None and not is_listed(image.repository, model.registries):
        listed = locate(fleet.layers[one.environment, ""], ["registries"], at_key=True)
        yield Problem(
            code="unlisted-registry",
            message=f"the image {shown(text)} is from a registry that is not listed",
            place=locate(one.tree, (*one.path, *path)),
            also=(Also(listed, "the registries are listed here"),),
            hint="use a listed registry, or add this one to `registries`",
        )


def _parts(text: str) -> dict[str, str]:
    """`repository:tag@digest` as an image is written elsewhere."""
    named, _, digest = text.partition("@")
    folder, slash, last = named.rpartition("/")
    name, _, tag = last.partition(":")
    found = {"repository": f"{folder}{slash}{name}", "tag": tag, "digest": digest}
    return {key: value for key, value in found.items() if value or key == "repository"}
