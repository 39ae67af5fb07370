"""Two values of manifests -> whether YAML says the same by both: Python alone takes `1`, `1.0` and `true` for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_same(one: Any, other: Any) -> bool:
    """Whether both are the same to the type of every value; the order of keys says nothing."""
    return one is other or (bool(one == other) and _are_of_one_type(one, other))


def _are_of_one_type(one: Any, other: Any) -> bool:
    """Of two values that are equal to Python."""
    if one is other:
        return True
    if isinstance(one, Mapping):
        return all(key in one and _are_of_one_type(one[key], inner) for key, inner in other.items())
    if isinstance(one, list | tuple):
        return all(map(_are_of_one_type, one, other))
    return type(one) is type(other)
