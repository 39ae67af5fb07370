"""Deployments, DaemonSets and ReplicaSets: whose pods they are is fixed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import frozen

KINDS = ("DaemonSet", "Deployment", "ReplicaSet")


def _selector(subject: Subject) -> Iterator[Hit]:
    if subject.identity.group == "apps":
        yield from frozen(subject, KINDS, "spec.selector")


RULES = (
    Rule(
        "I01",
        "X",
        "the selector of a workload cannot be changed",
        "put the selector back, and the new label on the pods alone; or move over to a workload of another name",
        _selector,
        proved=True,
    ),
)
