"""Two spellings -> why they are one value to Kubernetes, where they are."""

from __future__ import annotations

from typing import Any

from generator.diff.compare.where import Where
from generator.diff.compare.words import words
from generator.diff.nouns import NOTHING
from generator.kubernetes.quantity import quantity

SAME, TYPE = "same value", "type only"

_AMOUNTS = frozenset({"requests", "limits", "hard", "capacity", "overhead", "minAllowed", "maxAllowed"})
_RANGES = frozenset({"max", "min", "default", "defaultRequest", "maxLimitRequestRatio"})
_AMOUNT = frozenset({"sizeLimit", "divisor", "averageValue"})
_MAPS = words(
    "annotations binaryData data labels limits matchLabels nodeSelector parameters requests resources stringData"
)
"""Fields whose empty mapping the server keeps as if it were not there; not so where an empty one means something."""


def same(old: Any, new: Any, where: Where) -> str:
    """`same value`, `type only`, or nothing where these are two values."""
    if _is_number(old) and _is_number(new) and old == new:
        return TYPE
    if where.free:
        return ""
    if _is_amount(where):
        return SAME if (amount := quantity(old)) is not None and amount == quantity(new) else ""
    if _is_absent(old, where) and _is_absent(new, where):
        return SAME
    if where.field == "protocol" and "ports" in where.keys and {_protocol(old), _protocol(new)} == {"TCP"}:
        return SAME
    return ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_amount(where: Where) -> bool:
    keys = where.keys
    above = keys[-2] if len(keys) > 1 else ""
    if above in _AMOUNTS or (above in _RANGES and where.kind == "LimitRange"):
        return True
    return where.field in _AMOUNT or (where.field == "value" and where.kind == "HorizontalPodAutoscaler")


def _is_absent(value: Any, where: Where) -> bool:
    """What the server drops: null, an empty list, and an empty mapping where it says nothing."""
    if value is NOTHING or value is None:
        return True
    if value == [] and isinstance(value, list):
        return where.is_built_in
    return value == {} and isinstance(value, dict) and where.field in _MAPS


def _protocol(value: Any) -> Any:
    return "TCP" if value is NOTHING or value is None else str(value)
