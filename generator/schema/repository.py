"""Layers -> what there is in a repository, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.kinds import KINDS
from generator.nodes import Branch, Leaf, plain
from generator.nouns import Layers


@dataclass(frozen=True)
class Repository:
    """The environments and services of a repository, both in sorted order."""

    environments: tuple[str, ...]
    services: Mapping[str, str | None]
    """service -> kind; None where its file names none that there is."""
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """service -> what it offers anywhere by names of its own, sorted; not those of its kind."""


def repository(layers: Layers) -> Repository:
    """What the layered trees are of."""
    environments = {environment for environment, _ in layers if environment}
    services = {name: _kind(tree) for (_, name), tree in layers.items() if name}
    offers: dict[str, set[str]] = {}
    for (_, name), tree in layers.items():
        named = KINDS[kind].named if (kind := services.get(name)) is not None else None
        if named is not None:
            offers.setdefault(name, set()).update(named(plain(tree)))
    own = {name: tuple(sorted(found)) for name, found in sorted(offers.items()) if found}
    return Repository(tuple(sorted(environments)), dict(sorted(services.items())), own)


def _kind(service: Branch) -> str | None:
    kind = service.children.get("kind")
    return kind.value if isinstance(kind, Leaf) and kind.value in KINDS else None
