"""Layers -> what there is in a repository, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.kinds import KINDS
from generator.nodes import Branch, Leaf
from generator.nouns import Layers


@dataclass(frozen=True)
class Repository:
    """The environments and services of a repository, both in sorted order."""

    environments: tuple[str, ...]
    services: Mapping[str, str | None]
    """service -> kind; None where its file names none that there is."""


def repository(layers: Layers) -> Repository:
    """What the layered trees are of."""
    environments = {environment for environment, _ in layers if environment}
    services = {name: _kind(tree) for (_, name), tree in layers.items() if name}
    return Repository(tuple(sorted(environments)), dict(sorted(services.items())))


def _kind(service: Branch) -> str | None:
    kind = service.children.get("kind")
    return kind.value if isinstance(kind, Leaf) and kind.value in KINDS else None
