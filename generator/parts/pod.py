"""Workload -> the values of its pod: image, ports, probes, resources, volumes, shutdown, placement."""

from __future__ import annotations

from typing import Any

from generator.model.container import Resources
from generator.model.image import Image, ImageFrom
from generator.model.probe import Probe
from generator.model.quantity import bytes_of
from generator.model.serving import Serving
from generator.model.workload import Workload
from generator.parts import claims, files
from generator.parts.hatches import hatches
from generator.parts.security import security
from generator.parts.subject import Subject
from generator.parts.volumes import writable

PATIENCE = 3
"""Seconds that a probe may take unless it says otherwise: Kubernetes' own one second fails on a busy node."""

SPARE = 64 * 2**20
"""Bytes of logs and scratch that a container may have beside its sized volumes."""


def pod(subject: Subject) -> dict[str, Any]:
    """The values that every pod template reads."""
    workload: Workload = subject.service
    values: dict[str, Any] = {"image": image(subject, workload.image)}
    values["command"] = list(workload.command or ())
    values["args"] = list(workload.args or ())
    values["runAsUser"] = workload.run_as_user
    values["securityContext"] = security(workload)
    if isinstance(workload, Serving):
        values["ports"] = ports(workload)
        values["probes"] = {name: probe_of(probe, workload) for name, probe in workload.probes.given().items()}
        values["shutdown"] = shutdown(workload)
    if workload.volumes:
        values |= claims.volumes(subject)
    values["writable"] = writable(workload)
    values["resources"] = resources(workload.resources, values["writable"])
    if workload.files:
        values |= files.values(subject, workload.files)
    values["nodeSelector"] = dict(sorted(workload.node_selector.items()))
    values["tolerations"] = [dump(toleration) for toleration in workload.tolerations]
    values["priorityClassName"] = workload.priority_class_name
    if workload.pod or workload.container:
        values |= hatches(workload)
    values["podAnnotations"] = dict(sorted(workload.annotations.pod.items()))
    return {key: value for key, value in values.items() if value not in (None, {}, [])}


def dump(model: Any) -> dict[str, Any]:
    """A model that has Kubernetes' own shape, as Kubernetes writes it."""
    data: dict[str, Any] = model.model_dump(by_alias=True, exclude_none=True)
    return data


def image(subject: Subject, source: Image | ImageFrom) -> dict[str, Any]:
    """Repository (normalised), tag and digest; of another service's where it says `{from: …}`.

    Nothing where that leads nowhere, or in a circle, as the files of services may that every environment straightens.
    """
    seen = {subject.name}
    while not isinstance(source, Image):
        other = subject.around.services.get(source.source)
        if not isinstance(other, Workload) or source.source in seen:
            return {}
        seen.add(source.source)
        source = other.image
    named = {"repository": source.normalised, "tag": source.tag, "digest": source.digest}
    return {key: value for key, value in named.items() if value is not None}


def ports(workload: Serving) -> dict[str, Any]:
    """name -> number and protocol, and what is spoken on it where Kubernetes has a word for that.

    `shared`: a port of TCP has its number. A client-side apply knows ports of a container by their number alone, and
    would lose one of the two; nothing needs that the container lists both.
    """
    protocols = {"udp": "UDP"}
    application = {"http": "http", "grpc": "kubernetes.io/h2c"}
    connected = {port.number for port in workload.all_ports.values() if port.protocol != "udp"}
    found: dict[str, Any] = {}
    for name, port in workload.all_ports.items():
        found[name] = {"port": port.number, "protocol": protocols.get(port.protocol, "TCP")}
        if port.protocol == "udp" and port.number in connected:
            found[name]["shared"] = True
        if port.protocol in application:
            found[name]["appProtocol"] = application[port.protocol]
    return found


def probe_of(probe: Probe, workload: Serving) -> dict[str, Any]:
    """A probe as Kubernetes has it; HTTP and TCP probes go to the default port unless they name one."""
    port = probe.asked_port if probe.asked_port is not None else workload.default_port
    if probe.exec is not None:
        action: dict[str, Any] = {"exec": {"command": list(probe.exec)}}
    elif probe.grpc is not None:
        named = {"service": probe.service} if probe.service is not None else {}
        action = {"grpc": {"port": workload.all_ports[port].number if isinstance(port, str) else port, **named}}
    elif probe.path is not None:
        scheme = {"scheme": probe.scheme} if probe.scheme is not None else {}
        headers = {"httpHeaders": [dump(header) for header in probe.http_headers]} if probe.http_headers else {}
        action = {"httpGet": {"path": probe.path, "port": port, **scheme, **headers}}
    else:
        action = {"tcpSocket": {"port": port}}
    timing = {
        "initialDelaySeconds": probe.initial_delay_seconds,
        "periodSeconds": probe.period_seconds,
        "timeoutSeconds": probe.timeout_seconds or PATIENCE,
        "successThreshold": probe.success_threshold,
        "failureThreshold": probe.failure_threshold,
    }
    return {**action, **{key: value for key, value in timing.items() if value is not None}}


def resources(given: Resources, writable: dict[str, Any]) -> dict[str, Any]:
    """Requests and limits as given, and ephemeral storage from the sized volumes where it is not."""
    requests, limits = dump(given.requests), dump(given.limits)
    on_disk = sum(bytes_of(volume["sizeLimit"]) for volume in writable.values() if "medium" not in volume)
    if "ephemeral-storage" not in requests:
        limit = limits.get("ephemeral-storage")
        requests["ephemeral-storage"] = limit if limit is not None and bytes_of(limit) < SPARE else mebibytes(SPARE)
    least = bytes_of(requests["ephemeral-storage"])
    limits.setdefault("ephemeral-storage", mebibytes(max(2 * SPARE + on_disk, least)))
    return {"requests": requests, "limits": limits}


def mebibytes(amount: int) -> str:
    """An amount of bytes, rounded up."""
    return f"{-(-amount // 2**20)}Mi"


def shutdown(workload: Serving) -> dict[str, Any]:
    """Seconds that a pod waits before SIGTERM, for load balancers to notice, and seconds until SIGKILL."""
    return {"delaySeconds": workload.shutdown.delay_seconds, "graceSeconds": workload.shutdown.grace_seconds}
