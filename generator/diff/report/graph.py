"""Report -> the services that change, and those that they need or that need them, laid out in layers to be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.diff.nouns import Report, Severity
from generator.diff.report.grouping import Group

MOST = 60
"""Services that one drawing bears."""


@dataclass(frozen=True)
class Node:
    """One service, and where it stands."""

    name: str
    layer: int
    """0 needs others and is needed by none"""
    row: int
    changes: int = 0
    """how many objects of it change; 0 where it only stands beside one that does"""
    severity: Severity | None = None


@dataclass(frozen=True)
class Drawing:
    """The services and who needs whom."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[tuple[str, str], ...] = ()
    omitted: int = 0
    """services that change and that there was no room for"""


def drawing(report: Report, groups: Iterable[Group]) -> Drawing:
    """Nothing where nobody said who needs whom."""
    changes: dict[str, int] = defaultdict(int)
    gravest: dict[str, Severity | None] = {}
    for group in groups:
        for name in group.services:
            changes[name] += len(group.told)
            gravest[name] = gravest.get(name) or group.severity
    known = {name for edge in report.needs for name in edge}
    affected = [name for name in changes if name in known]
    drawn = frozenset(affected[:MOST])
    shown = set(drawn)
    for edge in sorted(report.needs):
        if drawn & set(edge) and len(shown | set(edge)) <= MOST:
            shown |= set(edge)
    edges = tuple(sorted({edge for edge in report.needs if set(edge) <= shown and edge[0] != edge[1]}))
    layers = _layers(shown, edges)
    return Drawing(tuple(_nodes(layers, changes, gravest)), edges, max(0, len(affected) - MOST))


def _layers(names: Collection[str], edges: Collection[tuple[str, str]]) -> list[list[str]]:
    """Each service right of all that need it, as far as cycles let it be."""
    depth = dict.fromkeys(sorted(names), 0)
    for _ in range(len(depth)):
        moved = False
        for source, target in edges:
            if depth[target] <= depth[source] < len(depth) - 1:
                depth[target] = depth[source] + 1
                moved = True
        if not moved:
            break
    filled = {deep: number for number, deep in enumerate(sorted(set(depth.values())))}
    layers: list[list[str]] = [[] for _ in filled]
    for name, deep in depth.items():
        layers[filled[deep]].append(name)
    return layers


def _nodes(layers: list[list[str]], changes: dict[str, int], gravest: dict[str, Severity | None]) -> Iterable[Node]:
    for layer, names in enumerate(layers):
        for row, name in enumerate(names):
            yield Node(name, layer, row, changes.get(name, 0), gravest.get(name))
