"""`objects`: whole objects of Kubernetes', written in files -> values of the service's chart; never a template."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from generator import yamlio
from generator.errors import InputError, Place
from generator.model.mounted import is_folder
from generator.model.service import Service
from generator.nodes import Branch, locate, plain
from generator.nouns import Fleet, Release
from generator.parts.hatches import ordered
from generator.parts.kind import Group, Template
from generator.parts.subject import Subject

TEMPLATE = Template("objects.yaml", "objects")
"""Of every kind that has a chart."""
CLUSTER_SCOPED = frozenset(
    [
        "APIService",
        "CSIDriver",
        "ClusterIssuer",
        "ClusterRole",
        "ClusterRoleBinding",
        "ClusterSecretStore",
        "CustomResourceDefinition",
        "EC2NodeClass",
        "IngressClass",
        "MutatingWebhookConfiguration",
        "Namespace",
        "NodePool",
        "PersistentVolume",
        "PriorityClass",
        "RuntimeClass",
        "StorageClass",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
        "ValidatingWebhookConfiguration",
        "VolumeAttributesClass",
    ]
)
"""Kinds whose objects lie in no namespace."""


@lru_cache(maxsize=256)
def documents(content: bytes, source: str) -> tuple[Branch, ...]:
    """The objects of a file below `config/`, with places; raises InputError with all that is wrong with it as YAML."""
    return yamlio.parse_all(content, f"config/{source}")


def found(files: Collection[str], source: str) -> list[str]:
    """The file that is meant, if it is there; of a folder all files of YAML or JSON below it."""
    if is_folder(source):
        return [name for name in files if name.startswith(source) and name.endswith((".yaml", ".yml", ".json"))]
    return [source] if source in files else []


def readable(files: Mapping[str, bytes], sources: Iterable[str]) -> Iterator[Branch]:
    """The objects of those files that are there and can be read; the others are told by their rule."""
    for source in (name for one in sources for name in found(files, one)):
        try:
            yield from documents(files[source], source)
        except InputError:
            continue


def named(body: Branch) -> tuple[str, str, str]:
    """apiVersion, kind and name of an object, as far as they are texts."""
    data = plain(body)
    metadata = data.get("metadata")
    given = (data.get("apiVersion"), data.get("kind"), metadata.get("name") if isinstance(metadata, dict) else None)
    version, kind, name = (value if isinstance(value, str) else "" for value in given)
    return version, kind, name


def objects(subject: Subject) -> dict[str, Any]:
    """`Kind/name` -> the object."""
    bodies = readable(subject.around.files, subject.service.objects)
    return dict(sorted(("/".join(named(body)[1:]), ordered(plain(body))) for body in bodies))


def groups(fleet: Fleet, service: str) -> set[Group]:
    """The kinds of a service's objects in any environment, and by its own file: as with the blocks of its chart, what
    leaves one environment is still permitted, and pruned."""
    everywhere: Sequence[Mapping[str, Service]] = (fleet.base, *fleet.services.values())
    sources = {source for services in everywhere if service in services for source in services[service].objects}
    bodies = (named(body) for body in readable(fleet.files, sorted(sources)))
    return {Group(version.rpartition("/")[0], kind) for version, kind, _ in bodies}


def written(fleet: Fleet, release: Release, kind: str, name: str, path: Sequence[str | int]) -> Place | None:
    """Where a person wrote a value of a rendered object; None for an object of the generator's."""
    service = fleet.services.get(release.environment, {}).get(release.name) if release.values else None
    for body in readable(fleet.files, service.objects if service is not None else ()):
        if named(body)[1:] == (kind, name):
            return locate(body, path)
    return None
