"""Trees laid over each other: one tree, each leaf with the place that set it and those it beat.

Mappings merge key by key; lists and scalars replace; `null` removes what any weaker layer says.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.nodes.node import Branch, Leaf, Node, Series


def merge(layers: Iterable[Branch]) -> Branch:
    """The layers, weakest first, as one tree; parts that only one layer has are shared, not copied."""
    weakest, *stronger = layers
    merged = _without_nulls(weakest)
    for layer in stronger:
        merged = over(merged, layer)
    return merged


def over(weak: Branch, strong: Branch) -> Branch:
    """One more layer over merged ones."""
    if not strong.children:
        return weak
    children, keys, removed = dict(weak.children), dict(weak.keys), dict(weak.removed)
    for name, node in strong.children.items():
        beaten = children.get(name)
        if isinstance(node, Leaf) and node.value is None:
            children.pop(name, None)
            keys.pop(name, None)
            removed[name] = Leaf(None, node.place, _beaten(beaten)) if beaten is not None else node
            continue
        children[name] = _replace(beaten, node)
        keys[name] = strong.keys[name]
        removed.pop(name, None)
    return Branch(children, keys, strong.place, weak.beats, removed)


def _replace(beaten: Node | None, node: Node) -> Node:
    if not isinstance(node, Branch):
        return _with_beats(node, beaten)
    if isinstance(beaten, Branch) and not node.beats:  # a mapping that beat something replaces, as that did
        return over(beaten, node)
    return _with_beats(_without_nulls(node), beaten)


def _with_beats(node: Node, beaten: Node | None) -> Node:
    if beaten is None:
        return node
    beats = (*node.beats, *_beaten(beaten))
    match node:
        case Leaf():
            return Leaf(node.value, node.place, beats)
        case Series():
            return Series(node.items, node.place, beats)
        case Branch():
            return Branch(node.children, node.keys, node.place, beats, node.removed)


def _beaten(node: Node) -> tuple[Node, ...]:
    return (node, *node.beats)


def _without_nulls(branch: Branch) -> Branch:
    """A layer standing alone: its nulls remove nothing, and are no values either."""
    changed: dict[str, Node] = {}
    removed: dict[str, Leaf] = {}
    for name, node in branch.children.items():
        if isinstance(node, Leaf) and node.value is None:
            removed[name] = node
        elif isinstance(node, Branch) and (clean := _without_nulls(node)) is not node:
            changed[name] = clean
    if not changed and not removed:
        return branch
    children = {name: changed.get(name, node) for name, node in branch.children.items() if name not in removed}
    keys = {name: place for name, place in branch.keys.items() if name not in removed}
    return Branch(children, keys, branch.place, branch.beats, removed)
