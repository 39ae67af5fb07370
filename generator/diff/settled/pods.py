"""The defaults of a pod's specification, wherever one stands (pkg/apis/core/v1/defaults.go), written into a copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Plain = dict[str, Any]

CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
FILES = {"configMap": 0o644, "secret": 0o644, "downwardAPI": 0o644, "projected": 0o644}
"""Volumes whose files have a mode."""
HOUR = 3600


def structures(holder: Mapping[str, Any], name: str) -> Iterator[Plain]:
    """The entries of a list that are structures; none where it is missing or another thing."""
    found = holder.get(name)
    if type(found) is list:
        for one in found:
            if type(one) is dict:
                yield one


def structure(holder: Mapping[str, Any], name: str) -> Plain | None:
    """A structure that a field holds, if it does."""
    found = holder.get(name)
    return found if type(found) is dict else None


def completed(holder: Plain, name: str) -> Plain:
    """A structure that is there in any case from now on."""
    found = holder.get(name)
    if type(found) is not dict:
        found = holder[name] = {}
    return found


def template(holder: Plain) -> None:
    """Complete `holder.template`, the pods that a workload makes."""
    found = structure(holder, "template")
    if found is not None and (spec := structure(found, "spec")) is not None:
        pod(spec)


def pod(spec: Plain) -> None:
    """Complete a pod's specification; of two names for one account, the one that is meant is told in both."""
    spec.setdefault("dnsPolicy", "ClusterFirst")
    spec.setdefault("restartPolicy", "Always")
    spec.setdefault("schedulerName", "default-scheduler")
    spec.setdefault("securityContext", {})
    spec.setdefault("terminationGracePeriodSeconds", 30)
    if account := spec.get("serviceAccountName") or spec.get("serviceAccount"):
        spec["serviceAccountName"] = spec["serviceAccount"] = account
    for kind in CONTAINERS:
        for container in structures(spec, kind):
            _container(container)
    for volume in structures(spec, "volumes"):
        _volume(volume)


def bare(spec: Plain) -> None:
    """What the server completes in a Pod, and leaves alone in the template of one."""
    spec.setdefault("enableServiceLinks", True)
    for container in (*structures(spec, "containers"), *structures(spec, "initContainers")):
        resources = structure(container, "resources") or {}
        if limits := structure(resources, "limits"):
            resources["requests"] = {**limits, **(structure(resources, "requests") or {})}
        for port in structures(container, "ports") if spec.get("hostNetwork") else ():
            port.setdefault("hostPort", port.get("containerPort"))


def _container(container: Plain) -> None:
    if "imagePullPolicy" not in container:
        container["imagePullPolicy"] = _pull_policy(container.get("image"))
    container.setdefault("terminationMessagePath", "/dev/termination-log")
    container.setdefault("terminationMessagePolicy", "File")
    for port in structures(container, "ports"):
        port.setdefault("protocol", "TCP")
    for variable in structures(container, "env"):
        if (source := structure(variable, "valueFrom")) is not None:
            _source(source)
    for name in PROBES:
        if (probe := structure(container, name)) is not None:
            _probe(probe)
    for hook in (structure(container, "lifecycle") or {}).values():
        if type(hook) is dict:
            _handler(hook)


def _pull_policy(image: Any) -> str:
    if not image:
        return "IfNotPresent"
    name, at, _ = str(image).partition("@")
    tag = name.rpartition("/")[2].partition(":")[2] or ("" if at else "latest")
    return "Always" if tag == "latest" else "IfNotPresent"


def _source(source: Plain) -> None:
    if (field := structure(source, "fieldRef")) is not None:
        field.setdefault("apiVersion", "v1")
    if (amount := structure(source, "resourceFieldRef")) is not None:
        amount.setdefault("divisor", "0")
    if (file := structure(source, "fileKeyRef")) is not None:
        file.setdefault("optional", False)


def _probe(probe: Plain) -> None:
    probe["timeoutSeconds"] = probe.get("timeoutSeconds") or 1
    probe.setdefault("periodSeconds", 10)
    probe.setdefault("successThreshold", 1)
    probe.setdefault("failureThreshold", 3)
    _handler(probe)


def _handler(holder: Plain) -> None:
    if (call := structure(holder, "grpc")) is not None:
        call.setdefault("service", "")
    if (request := structure(holder, "httpGet")) is not None:
        request.setdefault("path", "/")
        request.setdefault("scheme", "HTTP")


def _volume(volume: Plain) -> None:
    if len(volume) == 1:
        volume["emptyDir"] = {}
    for name, mode in FILES.items():
        if (source := structure(volume, name)) is not None:
            source.setdefault("defaultMode", mode)
            _files(source)
            for one in structures(source, "sources"):
                _projection(one)
    if (artifact := structure(volume, "image")) is not None:
        artifact.setdefault("pullPolicy", _pull_policy(artifact.get("reference")))
    if (path := structure(volume, "hostPath")) is not None:
        path.setdefault("type", "")
    if (source := structure(volume, "ephemeral")) and (claim := structure(source, "volumeClaimTemplate")):
        completed(claim, "spec").setdefault("volumeMode", "Filesystem")


def _projection(source: Plain) -> None:
    if (token := structure(source, "serviceAccountToken")) is not None:
        token.setdefault("expirationSeconds", HOUR)
    if (downward := structure(source, "downwardAPI")) is not None:
        _files(downward)


def _files(source: Plain) -> None:
    for item in structures(source, "items"):
        _source(item)
