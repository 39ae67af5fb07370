"""What one room hands to the next; frozen values, no behaviour but looking things up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.nodes import Branch, Leaf

if TYPE_CHECKING:
    from generator.errors import Problem
    from generator.model.environment import Environment
    from generator.model.platform import Platform
    from generator.model.service import Service


@dataclass(frozen=True)
class Sources:
    """The input as read: each file's tree with places; `files` are those that services mount (relative to config/)."""

    platform: Branch
    services: Mapping[str, Branch]
    environments: Mapping[str, Branch]
    files: Mapping[str, bytes]
    file_of: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """("service"|"template"|"environment"|"platform", name) -> path in the repository; also of files that could not be
    read, and ("file", path below config/) of those alone."""
    templates: Mapping[str, Branch] = field(default_factory=dict)

    def named(self, noun: str) -> Sequence[str]:
        """The names of all services, templates or environments that have a file."""
        return self._names.get(noun, ())

    def lineage(self, tree: Branch) -> tuple[str, ...]:
        """The templates that a service extends, weakest first, up to one that is missing or comes back."""
        found: list[str] = []
        while isinstance(leaf := tree.children.get("extends"), Leaf):
            if leaf.value not in self.templates or leaf.value in found:
                break
            found.append(leaf.value)
            tree = self.templates[leaf.value]
        return tuple(reversed(found))

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for noun, name in self.file_of:
            found.setdefault(noun, []).append(name)
        return found


Layers = Mapping[tuple[str, str], Branch]
"""(environment, service) -> merged tree with places; ("", service): without any environment; (environment, ""): the
environment's own keys over the platform's."""


@dataclass(frozen=True)
class Fleet:
    """The validated whole: the platform, each environment, each service as each environment runs it."""

    platform: Platform
    environments: Mapping[str, Environment]
    services: Mapping[str, Mapping[str, Service]]
    """environment -> service -> model; both in sorted order."""
    base: Mapping[str, Service]
    """service -> model as its own file says, without any environment; absent where it is not complete alone."""
    files: Mapping[str, bytes]
    layers: Layers
    absent: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """environment -> service that it does without (`enabled: false`) -> its kind; nothing else here knows of those."""

    @cached_property
    def kubernetes(self) -> Mapping[str, str]:
        """environment -> its version of Kubernetes."""
        return {name: environment.kubernetes for name, environment in self.environments.items()}

    @cached_property
    def bringing(self) -> frozenset[str]:
        """The services that bring objects of their own, anywhere."""
        everywhere = (self.base, *self.services.values())
        return frozenset(name for services in everywhere for name, service in services.items() if service.objects)


@dataclass(frozen=True)
class Resolved:
    """The input with a fleet of all models that could be made of it, before the rules between files are asked."""

    sources: Sources
    fleet: Fleet
    found: Sequence[Problem]
    """problems met while reading"""
    met: Sequence[Problem]
    """problems met while layers became models"""


@dataclass(frozen=True)
class Artifact:
    """A file to be: where, what, and the input it follows from.

    One of: `text`; `data`, dumped as YAML or JSON by the path's suffix; `documents`, a list of data; a Helm `template`
    of ours (its file's name), written with `context`.
    """

    path: str
    source: str
    text: str | None = None
    data: Any = None
    documents: Sequence[Any] | None = None
    template: str | None = None
    context: Mapping[str, Any] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    """top-level key of `data` -> the comment above it."""
    apart: tuple[str, ...] = ()
    """the keys of a list in `data` whose entries, sorted by their first value, stand apart: branches add to it"""


@dataclass(frozen=True)
class Plan:
    """Every file to be, by path, and every release that they make."""

    artifacts: Mapping[str, Artifact]
    releases: tuple[Release, ...]

    def __iter__(self) -> Iterator[Artifact]:
        return iter(self.artifacts.values())


@dataclass(frozen=True)
class Release:
    """One Argo CD Application: a chart with one environment's values, or a folder of plain manifests."""

    environment: str
    name: str
    namespace: str
    path: str
    """folder in the repository: `charts/backend`, `argocd/dev/platform`."""
    values: tuple[str, ...] = ()
    """values files relative to `path`, weakest first; empty for plain manifests."""
    include: tuple[str, ...] = ()
    """beginnings of the files below `path` that are read; empty for all."""


@dataclass(frozen=True)
class Part:
    """What follows for one environment, and the shape that each chart must have for it; or what all share."""

    artifacts: Sequence[Artifact]
    releases: Sequence[Release]
    shapes: Mapping[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)
    """path -> the text of the file, where it was made already; its artifact then needs no data."""
    environment: str = ""


@dataclass(frozen=True)
class Rendered:
    """The objects of one release, in install order, each with the file it came from; or why it does not render."""

    release: Release
    objects: tuple[dict[str, Any], ...]
    origins: tuple[str, ...]
    failure: Problem | None = None
    brought: str = ""
    """the folder of the chart, where people brought it; what is found in its objects is told there."""


@dataclass(frozen=True)
class Printed:
    """The manifests of one release as YAML text, in install order: (origin, text); or why it does not render."""

    release: Release
    documents: tuple[tuple[str, str], ...]
    failure: Problem | None = None


@dataclass(frozen=True)
class Generated:
    """All that follows from the input: the fleet, the plan, and the text of every file."""

    fleet: Fleet
    plan: Plan
    files: Mapping[str, str]


@dataclass(frozen=True)
class Validation:
    """What `validate` found, how much it looked at, and what it could not see."""

    problems: tuple[Problem, ...]
    objects: int
    validated: int
    skipped: int
    unseen: tuple[str, ...]
    unused: tuple[Problem, ...]
    exceptions: tuple[Problem, ...] = ()
    """waivers and acknowledgements, which silence what would be told"""
