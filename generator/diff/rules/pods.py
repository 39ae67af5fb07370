"""What makes pods: where the pod lies in an object of each kind, and the containers in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.diff.rules.reading import at, items, mapping, named, text

TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
    "PodTemplate": ("template",),
    **dict.fromkeys(
        ("DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet"), ("spec", "template")
    ),
}
"""Kind -> the keys down to the template of its pods."""


class Pod(NamedTuple):
    """A pod, or the template of pods, of one object."""

    path: str
    """of its spec"""
    metadata: Mapping[str, Any]
    spec: Mapping[str, Any]


class Container(NamedTuple):
    """A container of a pod, with its path."""

    path: str
    body: Mapping[str, Any]


def pod_of(node: object) -> Pod | None:
    """The pod that an object is or makes; None where it is of a kind that makes none."""
    kind = text(node, "kind")
    if kind == "Pod":
        return Pod("spec", mapping(node, "metadata"), mapping(node, "spec"))
    keys = TEMPLATES.get(kind)
    if keys is None or at(node, *keys) is None:
        return None
    return Pod(".".join((*keys, "spec")), mapping(node, *keys, "metadata"), mapping(node, *keys, "spec"))


def containers(pod: Pod) -> Iterator[Container]:
    """All containers, those that only start it too."""
    for group in ("initContainers", "containers", "ephemeralContainers"):
        for name, body in named(items(pod.spec, group)):
            yield Container(f"{pod.path}.{group}[{name}]", body)
