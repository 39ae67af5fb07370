"""Selectors: a workload finds the pods that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.pods import pod_of
from generator.diff.rules.reading import items, labels, mapping, text, values

KINDS = ("DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet")


def matches(selector: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether a label selector chooses what has these labels."""
    same = all(found.get(key) == value for key, value in mapping(selector, "matchLabels").items())
    return same and all(_holds(one, found) for one in items(selector, "matchExpressions"))


def _holds(expression: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    key, operator = text(expression, "key"), text(expression, "operator")
    if operator in ("Exists", "DoesNotExist"):
        return (key in found) is (operator == "Exists")
    is_in = key in found and found[key] in values(expression, "values")
    return is_in if operator == "In" else not is_in


def _own(subject: Subject) -> Iterator[Hit]:
    now = after(subject, *KINDS)
    pod, selector = (pod_of(now), mapping(now, "spec", "selector")) if now else (None, {})
    if pod and selector and not matches(selector, labels({"metadata": pod.metadata})):
        yield Hit("the selector does not choose the pods that the workload makes", "spec.template.metadata.labels")


RULES = (
    Rule(
        "I01b",
        "X",
        "a workload must find its own pods",
        "give the pods of the template every label that the selector asks for",
        _own,
        proved=True,
    ),
)
