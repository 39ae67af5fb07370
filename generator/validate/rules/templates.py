"""`extends`: templates that there are, in no circle, each of use to a service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pydantic_core import PydanticCustomError

from generator import graph
from generator.errors import Also, Place, Problem
from generator.model.mistake import shown
from generator.model.words import TEMPLATE_NAME
from generator.nodes import Branch, Leaf, Node, plain
from generator.nouns import Fleet, Sources
from generator.suggest import near


def known(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What is extended has a file; so has what an environment changes."""
    for tree in (*sources.services.values(), *sources.templates.values()):
        node = _extends(tree)
        if isinstance(node, Leaf) and _mistake(node.value) is None:
            yield from _unknown(node.value, node.place, sources)
    for tree in sources.environments.values():
        changed = tree.children.get("templates")
        for name, place in changed.keys.items() if isinstance(changed, Branch) else ():
            yield from _unknown(name, place, sources)


def _unknown(name: str, place: Place, sources: Sources) -> Iterator[Problem]:
    there = sources.named("template")
    if name not in there:
        meant = near(name, there)
        add = "" if _mistake(name) else f"add `config/templates/{name}.yaml`, or "
        hint = f"did you mean `{meant}`?" if meant else f"{add}remove this"
        message = f"there is no template {shown(name)}"
        yield Problem(code="unknown-template", message=message, place=place, hint=hint)


def named(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What a template extends is a name; of a service its model says so."""
    for tree in sources.templates.values():
        node = _extends(tree)
        error = None if node is None else _mistake(plain(node))
        if node is not None and error is not None:
            said = error.context or {}
            message = f"`extends`: {said['text']}"
            yield Problem(code=error.type, message=message, place=node.place, hint=said["hint"])


def _mistake(value: Any) -> PydanticCustomError | None:
    """What is wrong with the name of a template."""
    try:
        TEMPLATE_NAME.validate(value)
    except PydanticCustomError as error:
        return error
    return None


def acyclic(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No template extends itself, over others or not."""
    above = {name: node for name, tree in sources.templates.items() if isinstance(node := _extends(tree), Leaf)}
    circle = graph.cycle({name: tuple({node.value} & {*sources.templates}) for name, node in above.items()})
    notes = [Also(above[name].place, f"`{name}` extends `{other}`") for name, other in pairwise(circle)]
    if notes:
        yield Problem(
            code="template-cycle",
            message=f"these extend each other in a circle: {' → '.join(f'`{name}`' for name in circle)}",
            place=notes[0].place,
            also=tuple(notes[1:]),
            hint="remove `extends` from one of them",
        )


def _extends(tree: Branch) -> Node | None:
    return tree.children.get("extends")


def used(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A service has each template's keys: what none has is checked by nobody."""
    trees = (*sources.services.values(), *sources.templates.values())
    extended = {node.value for tree in trees if isinstance(node := _extends(tree), Leaf)}
    for name in sources.templates.keys() - extended:
        yield Problem(
            code="unused-template",
            message=f"nothing extends the template `{name}`, so nothing in it has an effect, and nobody checks it",
            place=Place(sources.file_of["template", name]),
            hint=f"write `extends: {name}` in a service, or remove the file",
        )


def own(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Only a service's own file says its kind, and only that or a template what it extends."""
    for tree in sources.templates.values():
        yield from _foreign(tree, "kind", "kind-in-template", "the services that extend it do")
    for layer in _below(sources.platform, "defaults"):
        yield from _foreign(layer, "extends", "extends-in-defaults", "services and templates do")
    for tree in sources.environments.values():
        for layer in _below(tree, "templates"):
            yield from _foreign(layer, "kind", "kind-in-environment", "files in `config` do")
        for layer in (*_below(tree, "templates"), *_below(tree, "services")):
            yield from _foreign(layer, "extends", "extends-in-environment", "files in `config` do")


def _below(tree: Branch, key: str) -> Sequence[Branch]:
    """The layers that stand under a key, by name."""
    layers = tree.children.get(key)
    return [one for one in layers.children.values() if isinstance(one, Branch)] if isinstance(layers, Branch) else ()


def _foreign(layer: Branch, key: str, code: str, who: str) -> Iterator[Problem]:
    if key in layer.children:
        message = f"`{key}` cannot be said here: {who}"
        yield Problem(code=code, message=message, place=layer.keys[key], hint="remove this line")


RULES = (known, named, acyclic, used, own)
