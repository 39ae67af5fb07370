"""Containers: what must be unique in them is, and their probes ask ports that they have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding, Path
from generator.check.pod import Container, Pod
from generator.kubernetes.reading import at, numbered, text, whole

PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
ONCE = (
    ("env", "name", "duplicate-environment-name", "the variable"),
    ("volumeMounts", "mountPath", "duplicate-mount-path", "the mount path"),
    ("ports", "name", "duplicate-port-name", "the port name"),
)
"""list, key that is unique in it, code, what to call it."""


def containers(cluster: Cluster) -> Iterator[Finding]:
    """Repeated names, and probes of ports that are not there."""
    for pod in cluster.pods:
        yield from _names(pod)
        for container in pod.containers:
            yield from _repeated(pod, container)
            yield from _ports(pod, container)
            yield from _probes(pod, container)
            yield from _successes(pod, container)
            yield from _early(pod, container)


def _names(pod: Pod) -> Iterator[Finding]:
    if len({container.name for container in pod.containers}) < len(pod.containers):
        seen: set[str] = set()
        for container in pod.containers:
            if container.name in seen:
                message = f"{pod.owner} has two containers named `{container.name}`"
                yield pod.finding((*container.path, "name"), "duplicate-container-name", message, "rename one of them")
            seen.add(container.name)
    volumes: set[str] = set()
    for position, volume in numbered(pod.spec, "volumes"):
        name = text(volume, "name")
        if name in volumes:
            message = f"{pod.owner} has two volumes named `{name}`"
            yield pod.finding(("volumes", position, "name"), "duplicate-volume-name", message, "rename one of them")
        volumes.add(name)


def _repeated(pod: Pod, container: Container) -> Iterator[Finding]:
    for group, key, code, noun in ONCE:
        seen: set[str] = set()
        for position, item in numbered(container.body, group):
            value = text(item, key)
            if value and value in seen:
                message = f"the container `{container.name}` of {pod.owner} has {noun} `{value}` twice"
                yield pod.finding((*container.path, group, position, key), code, message, "remove one of them")
            seen.add(value)


def _ports(pod: Pod, container: Container) -> Iterator[Finding]:
    seen: set[tuple[object, str]] = set()
    for position, port in numbered(container.body, "ports"):
        number, protocol = repr(port.get("containerPort")), text(port, "protocol") or "TCP"
        if (number, protocol) in seen:
            message = f"the container `{container.name}` of {pod.owner} has the port `{number}/{protocol}` twice"
            path = (*container.path, "ports", position, "containerPort")
            yield pod.finding(path, "duplicate-port", message, "remove one of them")
        seen.add((number, protocol))


def _probes(pod: Pod, container: Container) -> Iterator[Finding]:
    known = {text(port, "name") for _, port in numbered(container.body, "ports")}
    for path, handler in handlers(container.body):
        name = at(handler, "port")
        if not isinstance(name, str) or name in known:
            continue
        asks = f"`{path[0]}`" if path[0] in PROBES else f"`{path[0]}.{path[1]}`"
        message = (
            f"{asks} of the container `{container.name}` of {pod.owner} asks for the port `{name}`, which it lacks"
        )
        hint = did_you_mean(name, known, f"give one of its ports the name `{name}`")
        yield pod.finding((*container.path, *path, "port"), "probe-port-unknown", message, hint)


def _successes(pod: Pod, container: Container) -> Iterator[Finding]:
    """One success is enough to live; only readiness may ask for more."""
    for probe in ("livenessProbe", "startupProbe"):
        asked = whole(container.body, probe, "successThreshold")
        if asked is not None and asked > 1:
            message = f"`{probe}` of the container `{container.name}` of {pod.owner} asks for {asked} successes"
            path = (*container.path, probe, "successThreshold")
            yield pod.finding(path, "probe-success-refused", message, "remove `successThreshold`")


def _early(pod: Pod, container: Container) -> Iterator[Finding]:
    """What ends before the others start is not probed; a sidecar, which lasts, is."""
    if container.path[0] != "initContainers" or container.body.get("restartPolicy") == "Always":
        return
    for key in (*PROBES, "lifecycle"):
        if container.body.get(key):
            message = (
                f"the init container `{container.name}` of {pod.owner} has `{key}`, and ends before the pod starts"
            )
            yield pod.finding((*container.path, key), "probe-of-init-container", message, f"remove `{key}`")


def handlers(container: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every httpGet and tcpSocket of probes and lifecycle hooks, with its path in the container."""
    places: list[tuple[str, ...]] = [(probe,) for probe in PROBES if probe in container]
    if "lifecycle" in container:
        places += [("lifecycle", "postStart"), ("lifecycle", "preStop")]
    for place in places:
        holder = at(container, *place)
        for kind in ("httpGet", "tcpSocket"):
            handler = at(holder, kind)
            if isinstance(handler, dict):
                yield (*place, kind), handler
