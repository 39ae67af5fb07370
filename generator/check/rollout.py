"""How pods come and go: rollouts that can move, deadlines that can be met, pods that start again where they must."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.cluster import WORKLOADS, Cluster
from generator.check.finding import Finding
from generator.check.resource import Resource
from generator.kubernetes.reading import at, mapping, text, whole

JOBS = ("CronJob", "Job")
STRATEGY = {"Deployment": "strategy", "DaemonSet": "updateStrategy"}


def rollouts(cluster: Cluster) -> Iterator[Finding]:
    """Workloads that the API server refuses for how they would be rolled out."""
    for workload in cluster.of(*STRATEGY):
        yield from _strategy(workload, STRATEGY[workload.kind])
    for deployment in cluster.of("Deployment"):
        yield from _deadline(deployment)
    for pod in cluster.pods:
        given = text(pod.spec, "restartPolicy")
        if pod.owner.kind in WORKLOADS and pod.owner.kind != "Rollout" and given not in ("", "Always"):
            message = (
                f"the pods of {pod.owner} have `restartPolicy: {given}`, and a {pod.owner.kind} knows `Always` alone"
            )
            yield pod.finding(("restartPolicy",), "restart-policy-refused", message, "remove `restartPolicy`")
        if pod.owner.kind in JOBS and given not in ("OnFailure", "Never"):
            found = f"`restartPolicy: {given}`" if given else "no `restartPolicy`"
            message = f"the pods of {pod.owner} have {found}, and a job needs `OnFailure` or `Never`"
            yield pod.finding(("restartPolicy",), "restart-policy-refused", message, "write `restartPolicy: Never`")


def _strategy(workload: Resource, key: str) -> Iterator[Finding]:
    strategy = mapping(workload.spec, key)
    rolling = mapping(strategy, "rollingUpdate")
    path = ("spec", key, "rollingUpdate")
    kind = text(strategy, "type")
    if rolling and kind not in ("", "RollingUpdate"):
        message = f"{workload} has the strategy `{kind}`, and `rollingUpdate` beside it"
        yield workload.finding(path, "rollout-mixed", message, "remove `rollingUpdate`")
    if all(rolling.get(name) in (0, "0%") for name in ("maxSurge", "maxUnavailable")):
        message = f"{workload} could replace no pod: `maxSurge` and `maxUnavailable` are both 0"
        yield workload.finding((*path, "maxUnavailable"), "rollout-stuck", message, "let one of them be 1 or more")


def _deadline(deployment: Resource) -> Iterator[Finding]:
    """A pod must have been ready for some seconds before the rollout may count as stuck."""
    ready, limit = whole(deployment.spec, "minReadySeconds"), whole(deployment.spec, "progressDeadlineSeconds")
    limit = 600 if limit is None and at(deployment.spec, "progressDeadlineSeconds") is None else limit
    if ready is not None and limit is not None and 0 <= limit <= ready:
        message = f"{deployment}: `progressDeadlineSeconds` is {limit}, no more than `minReadySeconds: {ready}`"
        path = ("spec", "progressDeadlineSeconds")
        yield deployment.finding(path, "rollout-deadline", message, f"let it be more than {ready}")
