"""The pods that an object makes: labels, spec and containers, each with the path that a reader knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.diff.nouns import Identity, Object, Subject
from generator.diff.rules.danger.reading import at, items, labels, mapping, text

_WAYS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("", "Pod"): (),
    ("", "ReplicationController"): ("spec", "template"),
    ("apps", "Deployment"): ("spec", "template"),
    ("apps", "StatefulSet"): ("spec", "template"),
    ("apps", "DaemonSet"): ("spec", "template"),
    ("apps", "ReplicaSet"): ("spec", "template"),
    ("argoproj.io", "Rollout"): ("spec", "template"),
    ("batch", "Job"): ("spec", "template"),
    ("batch", "CronJob"): ("spec", "jobTemplate", "spec", "template"),
}
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
    def spec(self) -> Mapping[str, Any]:
        """Its spec."""
        return mapping(self.template, "spec")

    @cached_property
    def containers(self) -> tuple[Container, ...]:
        """All of them, those that run first in front."""
        return tuple(self._containers())

    def _containers(self) -> Iterator[Container]:
        for key in ("initContainers", "containers"):
            for body in items(self.spec, key):
                name = text(body, "name")
                yield Container(name, f"{self.path}.{key}[{name}]", body, starts=key != "containers")

    @cached_property
    def ports(self) -> frozenset[str]:
        """The names and the numbers of all ports of its containers."""
        return frozenset(port for container in self.containers for port in container.ports)


def pod(identity: Identity, body: Object | None) -> Pod | None:
    """What the pods of an object are made from, if it makes any."""
    way = _WAYS.get((identity.group, identity.kind))
    template = at(body, *way) if way is not None and body is not None else None
    return Pod(".".join([*way, "spec"]), template) if way is not None and isinstance(template, dict) else None


def both(subject: Subject) -> tuple[Pod, Pod] | None:
    """The pods of an object before and after, where it makes some in both."""
    old, new = pod(subject.identity, subject.base), pod(subject.identity, subject.head)
    return (old, new) if old and new else None


def pairs(subject: Subject) -> Iterator[tuple[Container, Container]]:
    """The containers that are there before and after."""
    if sides := both(subject):
        before = {container.name: container for container in sides[0].containers}
        for container in sides[1].containers:
            if container.name in before:
                yield before[container.name], container
