"""Label selectors: does this one choose these labels?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.kubernetes.reading import mapping, sequence, text


def chooses(selector: Mapping[str, Any], labels: Mapping[str, Any]) -> bool:
    """Whether a selector of `matchLabels` and `matchExpressions` chooses the labels; an empty one chooses all."""
    wanted = mapping(selector, "matchLabels")
    if any(labels.get(key) != value for key, value in wanted.items()):
        return False
    return all(_holds(expression, labels) for expression in sequence(selector, "matchExpressions"))


def _holds(expression: object, labels: Mapping[str, Any]) -> bool:
    value = labels.get(text(expression, "key"))
    values = sequence(expression, "values")
    match text(expression, "operator"):
        case "In":
            return value is not None and value in values
        case "NotIn":
            return value is None or value not in values
        case "Exists":
            return value is not None
        case "DoesNotExist":
            return value is None
    return False


def written(selector: Mapping[str, Any]) -> str:
    """The selector as kubectl takes it: `app=backend,tier in (a,b)`."""
    parts = [f"{key}={value}" for key, value in mapping(selector, "matchLabels").items()]
    for expression in sequence(selector, "matchExpressions"):
        values = ",".join(str(value) for value in sequence(expression, "values"))
        key, operator = text(expression, "key"), text(expression, "operator").lower()
        parts.append(f"{key} {operator} ({values})" if values else f"{key} {operator}")
    return ",".join(parts)
