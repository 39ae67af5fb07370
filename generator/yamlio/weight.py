"""A value with aliases in it -> how much it is once they are written out, found without writing them out."""

from __future__ import annotations

from typing import Any

DEEPEST = 200
MOST = 1_000_000
"""Values that an object may come to; go-yaml refuses what comes to more by aliases."""


def is_too_much(value: Any) -> bool:
    """Whether it comes to more values than any object has, or has no end."""
    return _weight(value, 0, {}) > MOST


def _weight(value: Any, depth: int, known: dict[int, int]) -> int:
    if depth > DEEPEST:
        return MOST + 1
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        children = value.values() if isinstance(value, dict) else value
        known[id(value)] = 1 + sum(_weight(child, depth + 1, known) for child in children)
    return known[id(value)]
