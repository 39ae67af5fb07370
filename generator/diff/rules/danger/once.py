"""What is worked out of all objects of an environment is worked out once, and kept beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

Whole = TypeVar("Whole")
Found = TypeVar("Found")


def once(compute: Callable[[Whole], Found]) -> Callable[[Whole], Found]:
    """The same function, which computes for an environment, or a side of it, only the first time that it is asked."""
    return once_for(f"{compute.__module__}.{compute.__qualname__}", compute)


def once_for(name: str, compute: Callable[[Whole], Found]) -> Callable[[Whole], Found]:
    """The same for a function that has no name of its own."""

    @wraps(compute)
    def kept(whole: Whole) -> Found:
        beside = vars(whole)  # not one of its fields: two that hold the same objects stay equal
        if name not in beside:
            beside[name] = compute(whole)
        return cast(Found, beside[name])

    return kept
