"""The pods that an object makes: labels, spec and containers, each with the path that a reader knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.diff.nouns import Subject
from generator.kubernetes.pods import CONTAINERS, TEMPLATES
from generator.kubernetes.reading import at, items, labels, mapping, named, notes, text

LASTING = frozenset({"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Rollout"})
"""The kinds whose pods are to run for ever."""
SCALED = frozenset({"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Rollout"})
"""The kinds that have a number of replicas."""


@dataclass(frozen=True)
class Container:
    """One container of a pod; `path` is where it stands in its object."""

    name: str
    path: str
    body: Mapping[str, Any]
    starts: bool = False
    """it runs before the others"""

    @cached_property
    def ports(self) -> frozenset[str]:
        """The names and the numbers of its ports."""
        ports = items(self.body, "ports")
        return frozenset(
            str(value) for port in ports for value in (port.get("name"), port.get("containerPort")) if value
        )


@dataclass(frozen=True)
class Pod:
    """What the pods of an object are made from."""

    path: str
    """of its spec: `spec.template.spec`"""
    template: Mapping[str, Any]

    @cached_property
    def labels(self) -> Mapping[str, Any]:
        """What selectors choose by."""
        return labels(self.template)

    @cached_property
    def notes(self) -> Mapping[str, Any]:
        """Its annotations."""
        return notes(self.template)

    @cached_property
    def spec(self) -> Mapping[str, Any]:
        """Its spec."""
        return mapping(self.template, "spec")

    @cached_property
    def containers(self) -> tuple[Container, ...]:
        """All of them, those that run first in front."""
        return tuple(self._containers())

    def _containers(self) -> Iterator[Container]:
        for key in CONTAINERS:
            for name, body in named(items(self.spec, key)):
                yield Container(name, f"{self.path}.{key}[{name}]", body, starts=key == "initContainers")

    @cached_property
    def ports(self) -> frozenset[str]:
        """The names and the numbers of all ports of its containers."""
        return frozenset(port for container in self.containers for port in container.ports)


def pod_of(node: object) -> Pod | None:
    """What the pods of an object are made from, if it makes any; a pod is made from itself."""
    keys = TEMPLATES.get(text(node, "kind"))
    template = at(node, *keys) if keys is not None else None
    return Pod(".".join([*keys, "spec"]), template) if keys is not None and isinstance(template, dict) else None


def both(subject: Subject) -> tuple[Pod, Pod] | None:
    """The pods of an object before and after, where it makes some in both."""
    old, new = pod_of(subject.base), pod_of(subject.head)
    return (old, new) if old and new else None


def pairs(subject: Subject) -> Iterator[tuple[Container, Container]]:
    """The containers that are there before and after."""
    if sides := both(subject):
        before = {container.name: container for container in sides[0].containers}
        for container in sides[1].containers:
            if container.name in before:
                yield before[container.name], container
