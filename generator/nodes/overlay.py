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
        merged = _over(merged, layer)
    return merged


def _over(weak: Branch, strong: Branch) -> Branch:
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
    if isinstance(node, Branch):
        return _over(beaten, node) if isinstance(beaten, Branch) else _with_beats(_without_nulls(node), beaten)
    return _with_beats(node, beaten)


def _with_beats(node: Node, beaten: Node | None) -> Node:
    if beaten is None:
        return node
    match node:
        case Leaf():
            return Leaf(node.value, node.place, _beaten(beaten))
        case Series():
            return Series(node.items, node.place, _beaten(beaten))
        case Branch():
            return Branch(node.children, node.keys, node.place, _beaten(beaten), node.removed)


def _beaten(node: Node | None) -> tuple[Node, ...]:
    return () if node is None else (node, *node.beats)


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
