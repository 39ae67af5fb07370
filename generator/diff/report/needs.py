"""Clusters -> which service needs which, as their network policies let them talk to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.diff.nouns import Cluster, Object

_NAME = "app.kubernetes.io/name"


def needs(clusters: Iterable[Cluster]) -> tuple[tuple[str, str], ...]:
    """Each as (who needs, who is needed), of all environments together; only what policies of egress name."""
    return tuple(sorted({edge for cluster in clusters for edge in _edges(cluster)}))


def _edges(cluster: Cluster) -> Iterator[tuple[str, str]]:
    for application in cluster.applications.values():
        for one in application.objects:
            if one.get("kind") == "NetworkPolicy":
                yield from _of_policy(_mapping(one, "spec"))


def _of_policy(spec: Object) -> Iterator[tuple[str, str]]:
    source = _service(spec)
    for rule in spec.get("egress") or ():
        for peer in rule.get("to") or ():
            target = _service(peer)
            if source and target and source != target and "namespaceSelector" not in peer:
                yield source, target


def _service(of: Object) -> str:
    """Whose pods are selected."""
    return str(_mapping(_mapping(of, "podSelector"), "matchLabels").get(_NAME, ""))


def _mapping(of: Object, key: str) -> Mapping[str, Any]:
    value = of.get(key)
    return value if isinstance(value, Mapping) else {}
