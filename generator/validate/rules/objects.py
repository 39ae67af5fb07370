"""`objects`: files that there are, with objects that a service may bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator import names
from generator.errors import Also, InputError, Place, Problem
from generator.model.mistake import shown
from generator.model.mounted import is_folder
from generator.model.service import Service
from generator.nodes import Branch, locate, plain
from generator.nouns import Fleet, Sources
from generator.parts.objects import CLUSTER_SCOPED, documents, found, named, readable
from generator.suggest import near
from generator.validate.rules import environments, files, hatches

OUTSIDE = "bring it by an Application of your own, outside of the generated folders"
REFUSED = {
    "Secret": ("git would keep it in the open", "write an ExternalSecret, or take its keys by `{secret: …}`"),
    "List": ("it is no object itself", "write its items as documents of their own, with `---` between them"),
    **dict.fromkeys(("Application", "ApplicationSet", "AppProject"), ("who writes those rules Argo CD", OUTSIDE)),
    **dict.fromkeys(CLUSTER_SCOPED, ("it is of the whole cluster, and a service has its namespace alone", OUTSIDE)),
}
"""Kind -> why a service does not bring it, and what to do instead."""


class Listed(NamedTuple):
    """A file that a service lists in one environment."""

    environment: str
    service: str
    source: str
    place: Place


def listed(fleet: Fleet) -> Iterator[Listed]:
    """Every file of every environment."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            for index, source in enumerate(service.objects):
                place = locate(fleet.layers[environment, name], ["objects", index])
                yield Listed(environment, name, source, place)


def known(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Each file is there, and is YAML; what is wrong with it is told in it."""
    for one in listed(fleet):
        there = found(sources.files, one.source)
        for source in there:
            try:
                documents(sources.files[source], source)
            except InputError as error:
                yield from error.problems
        if not there and not files.is_unread(one.source, sources):
            below = " of YAML or JSON below" if is_folder(one.source) else ""
            meant = None if below else near(one.source, sources.files)
            yield Problem(
                code="unknown-file",
                message=f"there is no file{below} {shown(f'config/{one.source}')}",
                place=one.place,
                hint=f"did you mean `{meant}`?" if meant else "add the file, or correct the path",
            )


def brought(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Each object has a name of its own, is of a kind that a service may bring, and goes where the service goes."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            if service.objects:
                yield from _brought(environment, readable(sources.files, service.objects), fleet)
            if service.objects and not any(environments.has_a_chart(other) for other in _everywhere(name, fleet)):
                yield Problem(
                    code="no-effect",
                    message=f"`objects` have no effect: they are part of a chart, and `{name}` has none anywhere",
                    place=locate(fleet.layers[environment, name], ["objects"], at_key=True),
                    hint="list them for a service that runs in the cluster",
                )


def _everywhere(name: str, fleet: Fleet) -> list[Service]:
    return [services[name] for services in fleet.services.values() if name in services]


def _brought(environment: str, bodies: Iterable[Branch], fleet: Fleet) -> Iterator[Problem]:
    first: dict[tuple[str, str], Branch] = {}
    for body in bodies:
        version, kind, name = named(body)
        if not (version and kind and name):
            message = "an object needs the texts `apiVersion`, `kind` and `metadata.name`"
            yield Problem(code="object-unnamed", message=message, place=body.place, hint="add what is missing")
            continue
        if first.setdefault((kind, name), body) is not body:
            yield _twice(kind, name, body, first[kind, name])
        if kind in REFUSED:
            why, hint = REFUSED[kind]
            place = locate(body, ["kind"])
            message = f"`{kind}/{name}` cannot be an object of a service: {why}"
            yield Problem(code="object-refused", message=message, place=place, hint=hint)
        given = hatches.Given(environment, plain(body), body, ())
        yield from hatches.judged(given, fleet)
        yield from _placed(environment, body, fleet)


def _twice(kind: str, name: str, body: Branch, first: Branch) -> Problem:
    return Problem(
        code="object-twice",
        message=f"`{kind}/{name}` is written twice",
        place=locate(body, ["metadata", "name"]),
        also=(Also(locate(first, ["metadata", "name"]), "the other one"),),
        hint="rename or remove one of them",
    )


def _placed(environment: str, body: Branch, fleet: Fleet) -> Iterator[Problem]:
    metadata = plain(body)["metadata"]
    model = fleet.environments.get(environment)
    inside = names.namespace(model.name, model.namespace) if model is not None else metadata.get("namespace")
    if metadata.get("namespace") not in (None, inside):  # a null is told as one
        yield Problem(
            code="object-elsewhere",
            message=f"found the namespace {shown(str(metadata['namespace']))}, and in `{environment}` the service's is "
            f"`{inside}`",
            place=locate(body, ["metadata", "namespace"]),
            hint="remove the line: an object goes where its service goes",
        )
    annotations = metadata.get("annotations")
    for key in annotations if isinstance(annotations, dict) else ():
        if key.startswith("helm.sh/hook"):
            yield Problem(
                code="bad-annotation",
                message=f"{shown(key)} makes it a hook of Helm's, which Argo CD takes for another thing",
                place=locate(body, ["metadata", "annotations", key], at_key=True),
                hint="write `argocd.argoproj.io/hook`, or a job of `before`",
            )
