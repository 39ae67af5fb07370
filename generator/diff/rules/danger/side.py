"""All objects of an environment at one revision, to look things up in; made once for each revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.diff.nouns import Around, Identity, Object
from generator.diff.rules.danger.once import once
from generator.diff.rules.pods import Pod, pod_of
from generator.kubernetes.reading import mapping, text, whole
from generator.kubernetes.selector import chooses

Owner = tuple[Identity, Pod]


@dataclass(frozen=True)
class Side:
    """The objects at one revision."""

    objects: Mapping[Identity, Object]

    @cached_property
    def kinds(self) -> Mapping[str, list[tuple[Identity, Object]]]:
        """The objects of each kind, in their order."""
        found: dict[str, list[tuple[Identity, Object]]] = {}
        for identity in sorted(self.objects):
            found.setdefault(identity.kind, []).append((identity, self.objects[identity]))
        return found

    def of(self, kind: str, namespace: str | None = None) -> Iterator[tuple[Identity, Object]]:
        """The objects of a kind, of all namespaces or of one."""
        yield from self.kinds.get(kind, ()) if namespace is None else self._spaces.get((kind, namespace), ())

    @cached_property
    def _spaces(self) -> Mapping[tuple[str, str], list[tuple[Identity, Object]]]:
        found: dict[tuple[str, str], list[tuple[Identity, Object]]] = {}
        for kind, pairs in self.kinds.items():
            for pair in pairs:
                found.setdefault((kind, pair[0].namespace), []).append(pair)
        return found

    def get(self, kind: str, namespace: str, name: str, group: str = "") -> Object | None:
        """One object."""
        return self.objects.get(Identity(group, kind, namespace, name))

    @cached_property
    def pods(self) -> Mapping[str, list[Owner]]:
        """What makes pods, in each namespace."""
        found: dict[str, list[Owner]] = {}
        for identity in sorted(self.objects):
            if made := pod_of(self.objects[identity]):
                found.setdefault(identity.namespace, []).append((identity, made))
        return found

    @cached_property
    def _labelled(self) -> Mapping[tuple[str, str, Any], list[Owner]]:
        found: dict[tuple[str, str, Any], list[Owner]] = {}
        for namespace, owners in self.pods.items():
            for owner in owners:
                for key, value in owner[1].labels.items():
                    found.setdefault((namespace, key, str(value)), []).append(owner)
        return found

    def chosen(self, namespace: str, selector: Mapping[str, Any]) -> list[Owner]:
        """What makes the pods that a selector of `matchLabels` and `matchExpressions` chooses; an empty one: all."""
        wanted = mapping(selector, "matchLabels")
        lists = [self._labelled.get((namespace, key, str(value)), []) for key, value in wanted.items()]
        candidates = min(lists, key=len) if lists else self.pods.get(namespace, [])
        return [owner for owner in candidates if chooses(selector, owner[1].labels)]

    @cached_property
    def scalers(self) -> Mapping[Identity, list[tuple[Identity, Object]]]:
        """The autoscalers of each workload, whether it exists or not."""
        found: dict[Identity, list[tuple[Identity, Object]]] = {}
        for kind in ("HorizontalPodAutoscaler", "ScaledObject"):
            for identity, body in self.of(kind):
                found.setdefault(scaled(identity, body), []).append((identity, body))
        return found

    def replicas(self, identity: Identity) -> tuple[int, int]:
        """How many pods a workload has, at least and at most."""
        written = whole(self.objects.get(identity), "spec", "replicas")
        scalers = self.scalers.get(identity, ()) if written != 0 else ()
        for scaler, body in scalers:
            least, most = bounds(scaler, body)
            return least, max(least, most)
        return (1, 1) if written is None else (written, written)


def bounds(identity: Identity, body: Object) -> tuple[int, int]:
    """The least and the most replicas that an autoscaler makes."""
    if identity.kind == "ScaledObject":
        least, most = whole(body, "spec", "minReplicaCount"), whole(body, "spec", "maxReplicaCount")
        return least or 0, 100 if most is None else most
    least, most = whole(body, "spec", "minReplicas"), whole(body, "spec", "maxReplicas")
    return 1 if least is None else least, 1 if most is None else most


def scaled(identity: Identity, body: Object) -> Identity:
    """The workload that an autoscaler makes larger and smaller."""
    target = mapping(body, "spec", "scaleTargetRef")
    version = text(target, "apiVersion") or "apps/v1"
    return Identity(
        version.rpartition("/")[0], text(target, "kind") or "Deployment", identity.namespace, text(target, "name")
    )


@dataclass(frozen=True)
class Sides:
    """An environment before and after."""

    base: Side
    head: Side

    def changed(self, identity: Identity) -> bool:
        """Whether an object is not the same in both."""
        return self.base.objects.get(identity) != self.head.objects.get(identity)


@once
def sides(around: Around) -> Sides:
    """The environment of a subject, before and after."""
    return Sides(Side(around.base), Side(around.head))
