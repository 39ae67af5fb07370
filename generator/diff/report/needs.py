"""Clusters -> which service needs which, as their network policies let them talk to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diff.nouns import Cluster, Object
from generator.kubernetes.reading import mapping

_NAME = "app.kubernetes.io/name"


def needs(clusters: Iterable[Cluster]) -> tuple[tuple[str, str], ...]:
    """Each as (who needs, who is needed), of all environments together; only what policies of egress name."""
    return tuple(sorted({edge for cluster in clusters for edge in _edges(cluster)}))


def _edges(cluster: Cluster) -> Iterator[tuple[str, str]]:
    for application in cluster.applications.values():
        for one in application.objects:
            if one.get("kind") == "NetworkPolicy":
                yield from _of_policy(mapping(one, "spec"))


def _of_policy(spec: Object) -> Iterator[tuple[str, str]]:
    source = _service(spec)
    for rule in spec.get("egress") or ():
        for peer in rule.get("to") or ():
            target = _service(peer)
            if source and target and source != target and "namespaceSelector" not in peer:
                yield source, target


def _service(of: Object) -> str:
    """Whose pods are selected."""
    return str(mapping(of, "podSelector", "matchLabels").get(_NAME, ""))
