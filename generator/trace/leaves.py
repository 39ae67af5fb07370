"""A tree -> its leaves and its keys, and the tree with another value or another name in the place of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.nodes import Branch, Leaf, Node, Series, child

Path = tuple[str | int, ...]


def leaves(node: Node, above: Path = ()) -> Iterator[Path]:
    """The key path of each leaf."""
    match node:
        case Leaf():
            yield above
        case Series():
            for index, item in enumerate(node.items):
                yield from leaves(item, (*above, index))
        case Branch():
            for name, inner in node.children.items():
                yield from leaves(inner, (*above, name))


def keys(node: Node, above: Path = ()) -> Iterator[Path]:
    """The key path of each key, those of a mapping before what is below them."""
    match node:
        case Series():
            for index, item in enumerate(node.items):
                yield from keys(item, (*above, index))
        case Branch():
            for name, inner in node.children.items():
                yield (*above, name)
                yield from keys(inner, (*above, name))


def with_name(tree: Branch, path: Path, name: str) -> Branch:
    """The same tree with another name for the last key of a path, at its place."""
    *above, key = path
    node = child(tree, above)
    if not isinstance(node, Branch):
        return tree
    renamed = {name if old == key else old: inner for old, inner in node.children.items()}
    places = {name if old == key else old: place for old, place in node.keys.items()}
    changed: Branch = with_leaf(tree, tuple(above), Branch(renamed, places, node.place, node.beats, node.removed))
    return changed


def with_leaf(node: Any, path: Path, leaf: Node) -> Any:
    """The same tree with another leaf, or whatever it is, at a path."""
    if not path:
        return leaf
    step, *rest = path
    if isinstance(node, Series):
        items = [with_leaf(item, tuple(rest), leaf) if index == step else item for index, item in enumerate(node.items)]
        return Series(tuple(items), node.place, node.beats)
    children = {**node.children, step: with_leaf(node.children[step], tuple(rest), leaf)}
    return Branch(children, node.keys, node.place, node.beats, node.removed)


def others(value: Any) -> list[Any]:
    """Other values that are likely as valid as this one."""
    match value:
        case bool():
            return [not value]
        case int() | float():
            return [value + 1, value - 1]
        case str():
            bumped = re.sub(r"[0-9]{1,18}", lambda digits: str(int(digits.group()) + 1), value, count=1)
            # the last for one that is as long as may be
            nearby = (bumped, f"{value}x", f"{value}0", f"x{value}", value[:-1])
            return [other for other in nearby if other not in ("", value)]
    return []
