"""`null` removes what a weaker layer says: one that removes nothing is a mistake, often a mapping left empty."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import takewhile

from generator.errors import Place, Problem
from generator.nodes import Branch, Leaf, Node, child, merge, without
from generator.nouns import Layers, Sources
from generator.suggest import near
from generator.validate.keypaths import dotted

NOWHERE = Place("")


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
        yield tree, _below(sources, tree)
    for name, tree in sources.templates.items():
        yield tree, _of_extenders(sources, name)
    for tree in sources.environments.values():
        yield without(without(tree, "services"), "templates"), platform
        changed, services = (_mappings(tree.children.get(key)) for key in ("templates", "services"))
        for name, overlay in changed.items():
            if name in sources.templates:
                yield overlay, _of_extenders(sources, name, sources.templates[name])
        for name, overlay in services.items():
            if ("", name) in layers:
                here = [changed[one] for one in sources.lineage(sources.services[name]) if one in changed]
                yield without(overlay, "kind"), merge([layers["", name], *here]) if here else layers["", name]


def _mappings(node: Node | None) -> dict[str, Branch]:
    children = node.children if isinstance(node, Branch) else {}
    return {name: inner for name, inner in children.items() if isinstance(inner, Branch)}


def _below(sources: Sources, service: Branch, template: str = "") -> Node | None:
    """What is below a service's own file, or below one of its templates."""
    kind = service.children.get("kind")
    defaults = child(sources.platform, ["defaults", str(kind.value)]) if isinstance(kind, Leaf) else None
    lineage = [*takewhile(lambda name: name != template, sources.lineage(service))]
    if not lineage:
        return defaults
    return merge([*([defaults] if isinstance(defaults, Branch) else []), *(sources.templates[one] for one in lineage)])


def _of_extenders(sources: Sources, template: str, *more: Branch) -> Node:
    """What is below a template for any of the services that extend it."""
    extenders = [tree for tree in sources.services.values() if template in sources.lineage(tree)]
    below = (_below(sources, tree, template) for tree in extenders)
    return merge([*(tree for tree in below if isinstance(tree, Branch)), *more, Branch({}, {}, NOWHERE)])


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
