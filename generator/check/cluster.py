"""All objects of one environment together, looked up by what refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.check.pod import Pod, pod
from generator.check.resource import Resource, resource
from generator.kubernetes.reading import mapping
from generator.kubernetes.selector import chooses
from generator.nouns import Release, Rendered

WORKLOADS = ("DaemonSet", "Deployment", "ReplicaSet", "Rollout", "StatefulSet")


class Cluster:
    """The objects that one environment's releases bring into its cluster."""

    def __init__(self, rendered: Iterable[Rendered]) -> None:
        self.rendered = tuple(rendered)
        self.resources = tuple(
            resource(one.release, origin, body)
            for one in self.rendered
            for body, origin in zip(one.objects, one.origins, strict=True)
        )
        self.pods = tuple(filter(None, map(pod, self.resources)))
        self._kinds: dict[str, list[Resource]] = {}
        self._named: dict[tuple[str, str, str], Resource] = {}
        self._within: dict[Release, list[Resource]] = {}
        self._pods: dict[str, list[Pod]] = {}
        self._labelled: dict[tuple[str, str, str], list[Pod]] = {}
        for one in self.resources:
            self._kinds.setdefault(one.kind, []).append(one)
            self._named.setdefault((one.kind, one.namespace, one.name), one)
            self._within.setdefault(one.release, []).append(one)
        for one_pod in self.pods:
            namespace = one_pod.owner.namespace
            self._pods.setdefault(namespace, []).append(one_pod)
            for key, value in one_pod.labels.items():
                self._labelled.setdefault((namespace, key, str(value)), []).append(one_pod)

    def of(self, *kinds: str) -> Sequence[Resource]:
        """The objects of these kinds."""
        if len(kinds) == 1:
            return self._kinds.get(kinds[0], ())
        return [one for kind in kinds for one in self._kinds.get(kind, ())]

    def within(self, release: Release) -> Sequence[Resource]:
        """The objects of this release."""
        return self._within.get(release, ())

    def named(self, kind: str, namespace: str, name: str) -> Resource | None:
        """The object of this kind and name."""
        return self._named.get((kind, namespace, name))

    def names(self, kind: str, namespace: str) -> list[str]:
        """The names there are, for "did you mean"."""
        return [one.name for one in self.of(kind) if one.namespace == namespace]

    def chosen(self, namespace: str, selector: Mapping[str, Any]) -> list[Pod]:
        """The pods of a namespace that a selector chooses."""
        candidates = self._pods.get(namespace, [])
        for key, value in mapping(selector, "matchLabels").items():
            candidates = self._labelled.get((namespace, key, str(value)), [])
            break
        return [one for one in candidates if chooses(selector, one.labels)]
