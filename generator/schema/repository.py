"""Layers -> what there is in a repository, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.kinds import KINDS
from generator.nodes import Branch, Leaf, plain
from generator.nouns import Layers, Sources


@dataclass(frozen=True)
class Repository:
    """The environments and services of a repository, both in sorted order."""

    environments: tuple[str, ...]
    services: Mapping[str, str | None]
    """service -> kind; None where its file names none that there is."""
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """service -> what it offers anywhere by names of its own, sorted; not those of its kind."""
    templates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """template -> the kinds of the services that extend it, in order of the register."""


def repository(layers: Layers, sources: Sources) -> Repository:
    """What there is in the sources, and in the trees that they are layered to."""
    environments = {environment for environment, _ in layers if environment}
    services = {name: _kind(tree) for name, tree in sources.services.items()}
    offers: dict[str, set[str]] = {}
    for environment in ("", *environments):
        for name, named in offered(layers, environment, sources).items():
            offers.setdefault(name, set()).update(named)
    own = {name: tuple(sorted(found)) for name, found in sorted(offers.items()) if found}
    return Repository(tuple(sorted(environments)), dict(sorted(services.items())), own, _templates(sources, services))


def offered(layers: Layers, environment: str, sources: Sources) -> dict[str, list[str]]:
    """service -> what it offers in an environment by names of its own, sorted."""
    found = {}
    for name, tree in sources.services.items():
        named = KINDS[kind].named if (kind := _kind(tree)) is not None else None
        if named is not None and (own := sorted(named(plain(layers[environment, name])))):
            found[name] = own
    return found


def _templates(sources: Sources, services: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str | None]] = {name: set() for name in sorted(sources.templates)}
    for name, tree in sources.services.items():
        for template in sources.lineage(tree):
            found[template].add(services.get(name))
    return {name: tuple(kind for kind in KINDS if kind in kinds) for name, kinds in found.items()}


def _kind(service: Branch) -> str | None:
    kind = service.children.get("kind")
    return kind.value if isinstance(kind, Leaf) and kind.value in KINDS else None
