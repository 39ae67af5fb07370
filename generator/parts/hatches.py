"""`pod` and `container`: fields of Kubernetes' that the model lacks -> values, printed into the template as they stand.

A field that the model owns is refused by name. Lists with keys that the generator fills itself (volumes, mounts,
sources of variables) are added to; what it writes without a key of its own (`automountServiceAccountToken`,
`enableServiceLinks`, `topologySpreadConstraints`, `imagePullPolicy`) is replaced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.serving import Serving
from generator.model.workload import Workload
from generator.nouns import Layers

Path = tuple[str | int, ...]
GROUPS = ("initContainers", "containers", "ephemeralContainers")
"""Lists of containers in a pod."""

_BESIDE = "write `{}` beside `{}`"
POD = {
    "containers": "the service is the container; others go to `pod.initContainers`, `restartPolicy: Always` keeps one "
    "running beside it",
    "ephemeralContainers": "remove it: Kubernetes takes none here, `kubectl debug` adds one to a pod that runs",
    "nodeSelector": _BESIDE.format("nodeSelector", "pod"),
    "priority": _BESIDE.format("priorityClassName", "pod"),
    "priorityClassName": _BESIDE.format("priorityClassName", "pod"),
    "restartPolicy": "remove it: it follows from the kind",
    "securityContext": _BESIDE.format("securityContext", "pod"),
    "serviceAccount": "remove it: each service has a ServiceAccount of its own name",
    "serviceAccountName": "remove it: each service has a ServiceAccount of its own name",
    "tolerations": _BESIDE.format("tolerations", "pod"),
}
"""Fields of a pod that the generator writes -> what to do instead."""
POD_THAT_ENDS = {"activeDeadlineSeconds": _BESIDE.format("deadline", "pod")}
POD_THAT_STAYS = {
    "activeDeadlineSeconds": "remove it: Kubernetes takes none for pods that stay up",
    "terminationGracePeriodSeconds": _BESIDE.format("shutdown.grace", "pod"),
}
CONTAINER = {
    "args": _BESIDE.format("args", "container"),
    "command": _BESIDE.format("command", "container"),
    "env": _BESIDE.format("env", "container"),
    "image": _BESIDE.format("image", "container"),
    "name": "remove it: the container is called like its service",
    "resources": _BESIDE.format("resources", "container"),
    "securityContext": _BESIDE.format("securityContext", "container"),
}
CONTAINER_THAT_STAYS = {
    "livenessProbe": _BESIDE.format("probes.liveness", "container"),
    "ports": _BESIDE.format("ports", "container"),
    "readinessProbe": _BESIDE.format("probes.readiness", "container"),
    "startupProbe": _BESIDE.format("probes.startup", "container"),
}
OWN_HOOK = "set `shutdown.delay` to `0s` to have a hook of your own, which then also waits for load balancers"


def is_hatched(layers: Layers) -> bool:
    """Whether any service says something in Kubernetes' words."""
    return any(key in tree.children for tree in layers.values() for key in ("pod", "container", "objects"))


def owned(service: Workload) -> Iterator[tuple[Path, str]]:
    """Each field of a hatch that the model owns, and what to do instead."""
    stays = isinstance(service, Serving)
    pod = POD | (POD_THAT_STAYS if stays else POD_THAT_ENDS)
    container = CONTAINER | (CONTAINER_THAT_STAYS if stays else {})
    for hatch, given, table in (("pod", service.pod, pod), ("container", service.container, container)):
        yield from (((hatch, field), table[field]) for field in given if field in table)
    if "preStop" in _lifecycle(service) and _own_lifecycle(service):
        yield ("container", "lifecycle", "preStop"), OWN_HOOK


def hatches(workload: Workload) -> dict[str, Any]:
    """The values: each hatch as it stands, and in `container.lifecycle` the pause before the signal too."""
    found: dict[str, Any] = {"pod": workload.pod, "container": workload.container}
    if "lifecycle" in workload.container:
        found["container"] = {**workload.container, "lifecycle": {**_own_lifecycle(workload), **_lifecycle(workload)}}
    return {key: ordered(value) for key, value in found.items() if value}


def ordered(value: Any) -> Any:
    """The same, with the keys of every mapping in order: what is written does not follow from theirs in the input."""
    if isinstance(value, dict):
        return {key: ordered(inner) for key, inner in sorted(value.items())}
    return [ordered(item) for item in value] if isinstance(value, list) else value


def containers(value: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The containers of pods anywhere below a value of any shape, each with its path."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from containers(item, (*path, index))
    for key, inner in value.items() if isinstance(value, dict) else ():
        listed = inner if key in GROUPS and isinstance(inner, list) else ()
        yield from (((*path, key, index), one) for index, one in enumerate(listed) if isinstance(one, dict))
        yield from containers(inner, (*path, key))


def scalars(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Each scalar below a value, with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from scalars(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from scalars(inner, (*path, index))
    else:
        yield path, value


def _lifecycle(workload: Workload) -> dict[str, Any]:
    given = workload.container.get("lifecycle")
    return given if isinstance(given, dict) else {}


def _own_lifecycle(workload: Workload) -> dict[str, Any]:
    delay = workload.shutdown.delay_seconds if isinstance(workload, Serving) else 0
    return {"preStop": {"sleep": {"seconds": delay}}} if delay else {}
