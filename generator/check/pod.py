"""A pod as a workload's template describes it, and its containers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.check.finding import Finding, Path
from generator.check.resource import Resource
from generator.kubernetes.pods import CONTAINERS, TEMPLATES
from generator.kubernetes.reading import NOTHING, at, mapping, numbered, text


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """One container of a pod, of whichever list."""

    name: str
    path: Path
    body: Mapping[str, Any]

    @property
    def security(self) -> Mapping[str, Any]:
        """The container's own security context."""
        return mapping(self.body, "securityContext")


@dataclass(frozen=True, slots=True, eq=False)
class Pod:
    """The pod that a workload makes; `path` leads to its spec in the workload."""

    owner: Resource
    path: Path
    labels: Mapping[str, Any]
    annotations: Mapping[str, Any]
    spec: Mapping[str, Any]
    containers: tuple[Container, ...]

    @property
    def security(self) -> Mapping[str, Any]:
        """The pod's security context."""
        return mapping(self.spec, "securityContext")

    @property
    def ports(self) -> Iterator[tuple[Container, int, Mapping[str, Any]]]:
        """Every port that a container declares, with its position."""
        for container in self.containers:
            for position, port in numbered(container.body, "ports"):
                yield container, position, port

    def finding(self, path: Path, code: str, message: str, hint: str = "") -> Finding:
        """A finding at a path below the pod's spec."""
        return self.owner.finding((*self.path, *path), code, message, hint)


def pod(owner: Resource) -> Pod | None:
    """The pod of a workload; None for an object that makes none (a Rollout may point to a Deployment)."""
    steps = TEMPLATES.get(owner.kind)
    template = at(owner.body, *steps) if steps is not None else None
    if steps is None or not isinstance(template, dict):
        return None
    spec = mapping(template, "spec")
    containers = tuple(
        Container(text(body, "name"), (group, position), body)
        for group in CONTAINERS
        if group in spec
        for position, body in numbered(spec, group)
    )
    metadata = mapping(template, "metadata") or NOTHING
    return Pod(owner, (*steps, "spec"), mapping(metadata, "labels"), mapping(metadata, "annotations"), spec, containers)
