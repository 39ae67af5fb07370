"""Workloads: each finds its own pods, and no other's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.cluster import WORKLOADS, Cluster
from generator.check.finding import Finding
from generator.check.pod import Pod
from generator.kubernetes.reading import mapping
from generator.kubernetes.selector import chooses, written


def workloads(cluster: Cluster) -> Iterator[Finding]:
    """Selectors that miss their own template, or that reach into another workload's."""
    for pod in cluster.pods:
        if pod.owner.kind not in WORKLOADS:
            continue
        selector = mapping(pod.owner.spec, "selector")
        if not any(selector.values()) and pod.owner.kind != "Rollout":
            message = f"{pod.owner} has an empty selector, which would choose every pod"
            yield pod.owner.finding(("spec", "selector"), "selector-empty", message, "name labels of its own pods")
            continue
        if not chooses(selector, pod.labels):
            message = f"{pod.owner} would not find its own pods: its selector `{written(selector)}` misses their labels"
            hint = "give the template every label of the selector"
            yield pod.owner.finding(("spec", "selector"), "selector-mismatch", message, hint)
            continue
        for other in cluster.chosen(pod.owner.namespace, selector):
            if _is_rival(pod, other):
                message = (
                    f"{pod.owner} would take the pods of {other.owner} for its own: `{written(selector)}` fits both"
                )
                yield pod.owner.finding(
                    ("spec", "selector"), "selector-overlap", message, "add a label that only its own pods have"
                )


def _is_rival(pod: Pod, other: Pod) -> bool:
    same = (pod.owner.kind, pod.owner.name) == (other.owner.kind, other.owner.name)  # a duplicate is told elsewhere
    return other.owner.kind in WORKLOADS and not same
