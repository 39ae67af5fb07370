"""Two lists -> which entry of the one is which of the other, and whether they stand in another order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from generator.diff.nouns import NOTHING

_MOST = 160_000
"""Comparisons beyond which entries are paired by their place: no list that people write is so long."""


class Pair(NamedTuple):
    """One entry before and after, and what it is called."""

    label: str
    old: Any
    new: Any


def keyed(before: Sequence[Any], after: Sequence[Any], names: tuple[list[str], list[str]]) -> list[Pair]:
    """Every entry of two lists whose labels tell which is which."""
    old, new = dict(zip(names[0], before, strict=True)), dict(zip(names[1], after, strict=True))
    return [Pair(label, old.get(label, NOTHING), new.get(label, NOTHING)) for label in {**old, **new}]


def orders(names: tuple[list[str], list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The labels that are in both, in the order of each; None where that is the same."""
    old, new = set(names[0]), set(names[1])
    both = tuple(one for one in names[0] if one in new), tuple(one for one in names[1] if one in old)
    return None if both[0] == both[1] else both


def alike(before: Sequence[Any], after: Sequence[Any], texts: tuple[list[str], list[str]]) -> list[Pair]:
    """The entries that differ, by the longest common subsequence; what replaces what stands between the same ones.

    One that goes is called by its place before, one that comes by its place after, and one that changes by the lower
    of both: the same whichever list is looked at first.
    """
    found: list[Pair] = []
    at = to = 0
    for left, right in [*_common(*texts), (len(before), len(after))]:
        while at < left and to < right:
            found.append(Pair(str(min(at, to)), before[at], after[to]))
            at, to = at + 1, to + 1
        found += [Pair(str(index), before[index], NOTHING) for index in range(at, left)]
        found += [Pair(str(index), NOTHING, after[index]) for index in range(to, right)]
        at, to = left + 1, right + 1
    return found


def _common(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The places of the longest common subsequence; the same, turned, for the lists turned."""
    if old > new:
        return [(left, right) for right, left in _common(new, old)]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = _subsequence(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((index, index) for index in range(head)),
        *((head + left, head + right) for left, right in middle),
        *((len(old) - back, len(new) - back) for back in range(tail, 0, -1)),
    ]


def _subsequence(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    if len(old) * len(new) > _MOST:
        return [(index, index) for index, (one, other) in enumerate(zip(old, new, strict=False)) if one == other]
    longest = _lengths(old, new)
    found, left, right = [], 0, 0
    while left < len(old) and right < len(new):
        if old[left] == new[right]:
            found.append((left, right))
            left, right = left + 1, right + 1
        elif longest[left + 1][right] >= longest[left][right + 1]:
            left += 1
        else:
            right += 1
    return found


def _lengths(old: list[str], new: list[str]) -> list[list[int]]:
    """For every two places the length of what the rests behind them have in common."""
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for left in range(len(old) - 1, -1, -1):
        below, row = longest[left + 1], longest[left]
        for right in range(len(new) - 1, -1, -1):
            row[right] = below[right + 1] + 1 if old[left] == new[right] else max(below[right], row[right + 1])
    return longest
