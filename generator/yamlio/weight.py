"""A value with aliases in it -> how much it is once they are written out, found without writing them out."""

from __future__ import annotations

from typing import Any

DEEPEST = 200
MOST = 1_000_000
"""Values that an object may come to; go-yaml refuses what comes to more by aliases."""


def is_too_much(value: Any, most: int = MOST, deepest: int = DEEPEST) -> bool:
    """Whether it comes to more values than that, is deeper, or has no end."""
    return _weight(value, deepest, most + 1, {}) > most


def _weight(value: Any, left: int, endless: int, known: dict[int, int]) -> int:
    if left < 0:
        return endless
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        children = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_weight(child, left - 1, endless, known) for child in children)
    return known[id(value)]
