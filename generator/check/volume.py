"""Mounts of containers: each names a volume of the pod."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Container, Pod
from generator.kubernetes.reading import numbered, text


def volumes(cluster: Cluster) -> Iterator[Finding]:
    """Mounts whose volume the pod does not have."""
    for pod in cluster.pods:
        known = {text(volume, "name") for _, volume in numbered(pod.spec, "volumes")} | _templates(pod)
        for container in pod.containers:
            yield from _mounts(pod, container, known)


def _mounts(pod: Pod, container: Container, known: set[str]) -> Iterator[Finding]:
    for key in ("volumeMounts", "volumeDevices"):
        for position, mount in numbered(container.body, key):
            name = text(mount, "name")
            if name in known:
                continue
            message = f"the container `{container.name}` of {pod.owner} mounts `{name}`, no volume of its pod"
            hint = did_you_mean(name, known, f"add the volume `{name}`")
            yield pod.finding((*container.path, key, position, "name"), "volume-unknown", message, hint)


def _templates(pod: Pod) -> set[str]:
    """A StatefulSet's claim templates are volumes of its pods."""
    if "volumeClaimTemplates" not in pod.owner.spec:
        return set()
    return {text(claim, "metadata", "name") for _, claim in numbered(pod.owner.spec, "volumeClaimTemplates")}
