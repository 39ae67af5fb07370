"""Selectors: a workload finds the pods that it makes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.pods import pod_of
from generator.kubernetes.reading import mapping
from generator.kubernetes.selector import chooses

KINDS = ("DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet")


def _own(subject: Subject) -> Iterator[Hit]:
    now = after(subject, *KINDS)
    pod, selector = (pod_of(now), mapping(now, "spec", "selector")) if now else (None, {})
    if pod and selector and not chooses(selector, pod.labels):
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
