"""Looking things up in a tree: its data, the node and the place of a key path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.errors import Place
from generator.nodes.node import Branch, Leaf, Node, Series


def plain(node: Node) -> Any:
    """The data of a tree; a branch remembers it, so shared parts are converted once. Callers change nothing of it."""
    match node:
        case Leaf():
            return node.value
        case Series():
            return [plain(item) for item in node.items]
        case Branch():
            if node.plain is None:
                node.plain = {name: plain(child) for name, child in node.children.items()}
            return node.plain


def child(node: Node, path: Sequence[str | int]) -> Node | None:
    """The node at a key path, or None."""
    for step in path:
        match node:
            case Branch() if isinstance(step, str) and step in node.children:
                node = node.children[step]
            case Series() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case _:
                return None
    return node


def locate(node: Node, path: Sequence[str | int], *, at_key: bool = False) -> Place:
    """The place of a key path's value, or of its last key; a key that is not there means its parent."""
    place = node.place
    for step in path:
        if isinstance(node, Branch) and isinstance(step, str) and step in node.children:
            place = node.keys[step] if at_key else node.children[step].place
            node = node.children[step]
        elif isinstance(node, Branch) and isinstance(step, str) and step in node.removed:
            return node.removed[step].place
        elif isinstance(node, Series) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
        # else: a union tag, or a key that is missing
    return place


def without(branch: Branch, key: str) -> Branch:
    """A tree without one of its keys."""
    if key not in branch.children:
        return branch
    children = {name: node for name, node in branch.children.items() if name != key}
    return Branch(children, branch.keys, branch.place, branch.beats, branch.removed)
