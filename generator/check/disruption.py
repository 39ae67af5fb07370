"""Disruption budgets: each guards a pod, and none forbids for ever that a node is drained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Pod
from generator.check.resource import Resource
from generator.check.scaling import MINIMA, Target, target
from generator.kubernetes.reading import mapping, text, whole
from generator.kubernetes.selector import written


def budgets(cluster: Cluster) -> Iterator[Finding]:
    """Budgets without pods, budgets that meet on one pod, and budgets that leave no pod to evict."""
    guards: dict[Pod, Resource] = {}
    least = {target(scaler): _least(scaler) for scaler in cluster.of(*MINIMA)}
    for budget in cluster.of("PodDisruptionBudget"):
        if all(budget.spec.get(key) is not None for key in ("maxUnavailable", "minAvailable")):
            message = f"{budget} has both `maxUnavailable` and `minAvailable`"
            yield budget.finding(("spec", "minAvailable"), "disruption-twice", message, "remove one of them")
        selector = mapping(budget.spec, "selector")
        pods = cluster.chosen(budget.namespace, selector)
        if not pods:
            message = f"{budget} guards no pod: `{written(selector)}` fits no template in `{budget.namespace}`"
            hint = "make the selector equal to labels of the pods that it is for"
            yield budget.finding(("spec", "selector"), "disruption-selects-nothing", message, hint)
            continue
        for pod in pods:
            first = guards.setdefault(pod, budget)
            if first is not budget:
                message = f"{budget} guards the pods of {pod.owner}, and so does {first}: no eviction passes both"
                yield budget.finding(("spec", "selector"), "disruption-overlap", message, "remove one of them")
        yield from _block(budget, pods, least)


def _block(budget: Resource, pods: list[Pod], least: Mapping[Target, int]) -> Iterator[Finding]:
    code, hint = "disruption-blocks-drains", "write `maxUnavailable: 1`"
    for key in ("maxUnavailable", "minAvailable"):
        value = budget.spec.get(key)
        if value is None:
            continue
        if key == "maxUnavailable" and _share(value, 100) == 0:
            message = f"{budget} has `maxUnavailable: {value}`: no pod may ever be evicted, no node drained"
            yield budget.finding(("spec", key), code, message, hint)
        replicas = [_replicas(pod, least) for pod in pods]
        total = sum(one for one in replicas if one is not None)
        wanted = _share(value, total)
        if key == "minAvailable" and None not in replicas and wanted is not None and wanted >= total > 0:
            message = f"{budget} has `minAvailable: {value}` of {total}: no pod may be evicted, no node drained"
            yield budget.finding(("spec", key), code, message, f"{hint} instead")


def _share(value: object, total: int) -> int | None:
    """A number, or a share of the total rounded up, as the disruption controller does."""
    number = whole(value)
    if number is not None:
        return number
    percent = text(value).removesuffix("%")
    return -(-int(percent) * total // 100) if re.fullmatch("[0-9]{1,9}", percent) else None


def _least(scaler: Resource) -> int:
    given = whole(scaler.spec, MINIMA[scaler.kind][0])
    return given if given is not None else int(scaler.kind == "HorizontalPodAutoscaler")


def _replicas(pod: Pod, least: Mapping[Target, int]) -> int | None:
    """The fewest pods that there will be; None where the number of nodes decides."""
    owner = pod.owner
    if owner.kind in ("DaemonSet", "CronJob", "Job"):
        return None
    given = least.get((owner.kind, owner.namespace, owner.name), whole(owner.spec, "replicas"))
    return 1 if given is None else given
