"""`null` removes what a weaker layer says: one that removes nothing is a mistake, often a mapping left empty."""

from __future__ import annotations

from collections.abc import Container, Iterator

from generator.errors import Place, Problem
from generator.nodes import Branch, Leaf, Node, child, without
from generator.nouns import Layers, Sources
from generator.suggest import near
from generator.validate.keypaths import dotted


def idle(sources: Sources, layers: Layers, told: Container[Place]) -> Iterator[Problem]:
    """Each `null` that removes nothing, but at places where another problem is told already."""
    for tree, weaker in _layers(sources, layers):
        for path, node, place, known in _idle(tree, weaker, ()):
            if node.place not in told and place not in told:
                yield _problem(path, place, known)


def _layers(sources: Sources, layers: Layers) -> Iterator[tuple[Branch, Node | None]]:
    """Each layer that a person writes, with those below it."""
    platform = sources.platform
    yield platform, None
    if not platform.children:
        return  # it could not be read, so nobody knows what is removed
    for tree in sources.services.values():
        kind = tree.children.get("kind")
        yield tree, child(platform, ["defaults", str(kind.value)]) if isinstance(kind, Leaf) else None
    for tree in sources.environments.values():
        yield without(tree, "services"), platform
        services = tree.children.get("services")
        for name, overlay in services.children.items() if isinstance(services, Branch) else ():
            if isinstance(overlay, Branch) and ("", name) in layers:
                yield without(overlay, "kind"), layers["", name]


def _idle(
    tree: Branch, weaker: Node | None, above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Leaf, Place, list[str]]]:
    known = weaker.children if isinstance(weaker, Branch) else {}
    for name, node in tree.children.items():
        path = (*above, name)
        if isinstance(node, Leaf) and node.value is None and name not in known:
            yield path, node, tree.keys[name], [*known]
        elif isinstance(node, Branch):
            yield from _idle(node, known.get(name), path)


def _problem(path: tuple[str, ...], place: Place, known: list[str]) -> Problem:
    meant = near(path[-1], known)
    return Problem(
        code="null-removes-nothing",
        message=f"`{dotted(path)}` is `null`, which removes what a weaker layer says, and none says it",
        place=place,
        hint=f"did you mean `{meant}`?" if meant else "give it a value, such as `{}`, or remove the line",
    )
