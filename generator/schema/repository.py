"""Layers -> what there is in a repository, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.kinds import KINDS
from generator.nodes import Branch, Leaf, plain
from generator.nouns import Layers, Sources

Kinds = Mapping[str, str | None]


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
    services = kinds(layers)
    environments = sorted({environment for environment, _ in layers if environment})
    return named(sources, services, environments, [offered(layers, one, services) for one in ("", *environments)])


def kinds(layers: Layers) -> Kinds:
    """service -> kind, in sorted order; None where none is named that there is."""
    return dict(sorted({name: _kind(tree) for (_, name), tree in layers.items() if name}.items()))


def named(
    sources: Sources, services: Kinds, environments: Iterable[str], offers: Iterable[Mapping[str, Iterable[str]]]
) -> Repository:
    """What there is, of environments that need not be read; `offers` are those of each, and without any."""
    found: dict[str, set[str]] = {}
    for one in offers:
        for name, names in one.items():
            found.setdefault(name, set()).update(names)
    own = {name: tuple(sorted(names)) for name, names in sorted(found.items()) if names}
    return Repository(tuple(environments), services, own, _templates(sources, services))


def offered(layers: Layers, environment: str, services: Kinds) -> dict[str, list[str]]:
    """service -> what it offers in an environment by names of its own, sorted."""
    found = {}
    for name, kind in services.items():
        tree, named = layers.get((environment, name)), KINDS[kind].named if kind is not None else None
        if tree is not None and named is not None and (own := sorted(named(plain(tree)))):
            found[name] = own
    return found


def _templates(sources: Sources, services: Kinds) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str | None]] = {name: set() for name in sorted(sources.templates)}
    for name, tree in sources.services.items():
        for template in sources.lineage(tree):
            found[template].add(services.get(name))
    return {name: tuple(kind for kind in KINDS if kind in kinds) for name, kinds in found.items()}


def _kind(service: Branch) -> str | None:
    kind = service.children.get("kind")
    return kind.value if isinstance(kind, Leaf) and kind.value in KINDS else None
