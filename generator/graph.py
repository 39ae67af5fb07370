"""`needs` -> callers, start order, cycles; pure, asked by all who draw edges."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

Edges = Mapping[str, tuple[str, ...]]
"""service -> the services that it needs."""


def callers(edges: Edges) -> dict[str, tuple[str, ...]]:
    """service -> the services that need it, sorted."""
    found: dict[str, list[str]] = {name: [] for name in edges}
    for name in sorted(edges):
        for needed in edges[name]:
            found.setdefault(needed, []).append(name)
    return {name: tuple(names) for name, names in found.items()}


def depths(edges: Edges) -> dict[str, int]:
    """service -> the length of the longest chain of needs below it; who needs nobody has 0. The edges have no cycle."""
    depth: dict[str, int] = {}
    for name in TopologicalSorter(edges).static_order():
        depth[name] = max((depth[needed] + 1 for needed in edges.get(name, ())), default=0)
    return depth


def cycle(edges: Edges) -> tuple[str, ...]:
    """One cycle, starting at its alphabetically first member and closed by it: (a, b, a); empty where there is none."""
    try:
        TopologicalSorter({name: sorted(edges[name]) for name in sorted(edges)}).prepare()
    except CycleError as error:
        members = list(reversed(error.args[1][:-1]))  # graphlib lists each node before those that it is needed by
        first = members.index(min(members))
        ordered = members[first:] + members[:first]
        return (*ordered, ordered[0])
    return ()
