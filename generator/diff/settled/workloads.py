"""The defaults of what makes pods, and of what counts them (pkg/apis/{apps,batch,autoscaling}), written into a copy."""

from __future__ import annotations

from typing import Any

from generator.diff.settled import pods
from generator.diff.settled.pods import completed, structure, structures

Plain = dict[str, Any]

MOST = 2**31 - 1
QUARTER = "25%"
RISES = (
    {"type": "Pods", "value": 4, "periodSeconds": 15},
    {"type": "Percent", "value": 100, "periodSeconds": 15},
)
FALLS = ({"type": "Percent", "value": 100, "periodSeconds": 15},)


def pod(item: Plain) -> None:
    """A Pod."""
    spec = completed(item, "spec")
    pods.pod(spec)
    pods.bare(spec)


def replica_set(item: Plain) -> None:
    """A ReplicaSet or a ReplicationController."""
    spec = completed(item, "spec")
    spec.setdefault("replicas", 1)
    pods.template(spec)


def deployment(item: Plain) -> None:
    """A Deployment."""
    spec = completed(item, "spec")
    spec.setdefault("replicas", 1)
    spec.setdefault("revisionHistoryLimit", 10)
    spec.setdefault("progressDeadlineSeconds", 600)
    _rolling(completed(spec, "strategy"), QUARTER, QUARTER)
    pods.template(spec)


def daemon_set(item: Plain) -> None:
    """A DaemonSet."""
    spec = completed(item, "spec")
    spec.setdefault("revisionHistoryLimit", 10)
    _rolling(completed(spec, "updateStrategy"), 1, 0)
    pods.template(spec)


def _rolling(strategy: Plain, unavailable: int | str, surge: int | str) -> None:
    if strategy.setdefault("type", "RollingUpdate") == "RollingUpdate":
        rolling = completed(strategy, "rollingUpdate")
        rolling.setdefault("maxUnavailable", unavailable)
        rolling.setdefault("maxSurge", surge)


def stateful_set(item: Plain) -> None:
    """A StatefulSet."""
    spec = completed(item, "spec")
    spec.setdefault("replicas", 1)
    spec.setdefault("revisionHistoryLimit", 10)
    spec.setdefault("podManagementPolicy", "OrderedReady")
    strategy = completed(spec, "updateStrategy")
    if "type" not in strategy:
        strategy["type"] = "RollingUpdate"
        completed(strategy, "rollingUpdate")
    if strategy["type"] == "RollingUpdate" and (rolling := structure(strategy, "rollingUpdate")) is not None:
        rolling.setdefault("partition", 0)
    retention = completed(spec, "persistentVolumeClaimRetentionPolicy")
    retention.setdefault("whenDeleted", "Retain")
    retention.setdefault("whenScaled", "Retain")
    for claim in structures(spec, "volumeClaimTemplates"):
        claim.setdefault("apiVersion", "v1")
        claim.setdefault("kind", "PersistentVolumeClaim")
        completed(claim, "spec").setdefault("volumeMode", "Filesystem")
        claim.pop("status", None)
    pods.template(spec)


def job(item: Plain) -> None:
    """A Job."""
    spec = completed(item, "spec")
    _job(spec)
    spec.setdefault("suspend", False)
    meta, made = completed(item, "metadata"), structure(spec, "template") or {}
    if labels := (structure(made, "metadata") or {}).get("labels"):
        meta.setdefault("labels", labels)


def _job(spec: Plain) -> None:
    if "parallelism" not in spec:
        spec.setdefault("completions", 1)
        spec["parallelism"] = 1
    spec.setdefault("backoffLimit", MOST if "backoffLimitPerIndex" in spec else 6)
    spec.setdefault("completionMode", "NonIndexed")
    failures = structure(spec, "podFailurePolicy")
    spec.setdefault("podReplacementPolicy", "TerminatingOrFailed" if failures is None else "Failed")
    spec.setdefault("manualSelector", False)
    for rule in structures(failures or {}, "rules"):
        for condition in structures(rule, "onPodConditions"):
            condition.setdefault("status", "True")
    pods.template(spec)


def cron_job(item: Plain) -> None:
    """A CronJob; the Job in it is completed when it is made, but for its pods."""
    spec = completed(item, "spec")
    spec.setdefault("concurrencyPolicy", "Allow")
    spec.setdefault("suspend", False)
    spec.setdefault("successfulJobsHistoryLimit", 3)
    spec.setdefault("failedJobsHistoryLimit", 1)
    made = structure(structure(spec, "jobTemplate") or {}, "spec")
    if made is not None:
        pods.template(made)


def autoscaler(item: Plain) -> None:
    """A HorizontalPodAutoscaler, of whichever version it was written in: the server holds all as one."""
    spec = completed(item, "spec")
    if item.get("apiVersion") == "autoscaling/v1":
        item["apiVersion"] = "autoscaling/v2"
        if (percent := spec.pop("targetCPUUtilizationPercentage", None)) is not None:
            spec["metrics"] = [_of_processor(percent)]
    spec.setdefault("minReplicas", 1)
    spec.setdefault("metrics", [_of_processor(80)])
    if (behavior := structure(spec, "behavior")) is not None:
        rise, fall = completed(behavior, "scaleUp"), completed(behavior, "scaleDown")
        rise.setdefault("stabilizationWindowSeconds", 0)
        rise.setdefault("policies", [*RISES])
        fall.setdefault("policies", [*FALLS])
        for rules in (rise, fall):
            rules.setdefault("selectPolicy", "Max")


def _of_processor(percent: Any) -> Plain:
    target = {"type": "Utilization", "averageUtilization": percent}
    return {"type": "Resource", "resource": {"name": "cpu", "target": target}}
