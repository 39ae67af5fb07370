"""Autoscalers: each rules one workload that exists, between bounds that make sense, by a measure that there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Container, Pod
from generator.check.resource import Resource
from generator.kubernetes.reading import mapping, numbered, text, whole

Target = tuple[str, str, str]
MINIMA = {
    "HorizontalPodAutoscaler": ("minReplicas", "maxReplicas"),
    "ScaledObject": ("minReplicaCount", "maxReplicaCount"),
}


def target(scaler: Resource) -> Target:
    """Kind, namespace and name of what an autoscaler rules."""
    reference = mapping(scaler.spec, "scaleTargetRef")
    return text(reference, "kind") or "Deployment", scaler.namespace, text(reference, "name")


def scalers(cluster: Cluster) -> Iterator[Finding]:
    """Autoscalers that rule nothing, or badly."""
    rulers: dict[Target, Resource] = {}
    pods = {(pod.owner.kind, pod.owner.namespace, pod.owner.name): pod for pod in cluster.pods}
    for scaler in cluster.of(*MINIMA):
        kind, namespace, name = target(scaler)
        yield from _bounds(scaler)
        first = rulers.setdefault((kind, namespace, name), scaler)
        if first is not scaler:
            message = f"{scaler} rules `{kind}/{name}`, and so does {first}"
            yield scaler.finding(("spec", "scaleTargetRef"), "scaling-target-twice", message, "remove one of them")
        workload = cluster.named(kind, namespace, name)
        if workload is None:
            message = f"{scaler} scales `{kind}/{name}`, which is not in the namespace `{namespace}`"
            hint = did_you_mean(name, cluster.names(kind, namespace), f"add the {kind} `{name}`")
            yield scaler.finding(("spec", "scaleTargetRef", "name"), "scaling-target-unknown", message, hint)
            continue
        if workload.spec.get("replicas") is not None:
            message = f"{workload} fixes its `replicas`, though {scaler} rules them: each sync would undo its work"
            yield workload.finding(("spec", "replicas"), "scaling-replicas-fixed", message, "remove `replicas`")
        pod = pods.get((kind, namespace, name))
        if pod is not None and scaler.kind == "HorizontalPodAutoscaler":
            yield from _metrics(cluster, scaler, pod)


def _bounds(scaler: Resource) -> Iterator[Finding]:
    lower, upper = MINIMA[scaler.kind]
    least, most = whole(scaler.spec, lower), whole(scaler.spec, upper)
    if least is not None and most is not None and least > most:
        message = f"{scaler}: `{lower}: {least}` is more than `{upper}: {most}`"
        hint = f"let `{upper}` be at least {least}"
        yield scaler.finding(("spec", lower), "scaling-bounds-crossed", message, hint)
    kinds = {text(metric, "type") for _, metric in numbered(scaler.spec, "metrics")}
    if scaler.kind == "HorizontalPodAutoscaler" and least == 0 and not kinds & {"External", "Object"}:
        message = f"{scaler} goes down to 0, and measures only what pods use: none could ever be wanted again"
        yield scaler.finding(("spec", lower), "scaling-to-zero", message, "write `minReplicas: 1`")


def _metrics(cluster: Cluster, scaler: Resource, pod: Pod) -> Iterator[Finding]:
    """A share of what is requested needs requests, of each container that counts."""
    for position, metric in numbered(scaler.spec, "metrics"):
        key = {"Resource": "resource", "ContainerResource": "containerResource"}.get(text(metric, "type"))
        if key is None:
            continue
        body, path = mapping(metric, key), ("spec", "metrics", position, key)
        counted = _lasting(pod)
        if key == "containerResource":
            name = text(body, "container")
            counted = [container for container in counted if container.name == name]
            if not counted:
                message = f"{scaler} measures the container `{name}`, which {pod.owner} lacks"
                hint = did_you_mean(name, [one.name for one in pod.containers], "name a container of the pod")
                yield scaler.finding((*path, "container"), "scaling-container-unknown", message, hint)
        if text(body, "target", "type") == "Utilization":
            yield from _requests(cluster, scaler, pod, counted, text(body, "name"))


def _requests(
    cluster: Cluster, scaler: Resource, pod: Pod, counted: list[Container], resource: str
) -> Iterator[Finding]:
    if _is_filled_in(cluster, pod.owner.namespace, resource):
        return
    for container in counted:
        resources = mapping(container.body, "resources")
        if resource in mapping(resources, "requests") or resource in mapping(resources, "limits"):
            continue
        message = (
            f"{scaler} measures `{resource}` against what is requested,"
            f" and the container `{container.name}` of {pod.owner} requests none"
        )
        path = (*container.path, "resources")
        yield pod.finding(path, "scaling-request-missing", message, f"add `resources.requests.{resource}`")


def _lasting(pod: Pod) -> list[Container]:
    """The containers that run as long as the pod: the main ones, and sidecars."""
    return [one for one in pod.containers if one.path[0] == "containers" or one.body.get("restartPolicy") == "Always"]


def _is_filled_in(cluster: Cluster, namespace: str, resource: str) -> bool:
    """Whether a LimitRange gives a request to those who have none."""
    ranges = [one for one in cluster.of("LimitRange") if one.namespace == namespace]
    limits: list[Mapping[str, Any]] = [limit for one in ranges for _, limit in numbered(one.spec, "limits")]
    return any(resource in mapping(limit, key) for limit in limits for key in ("defaultRequest", "default"))
