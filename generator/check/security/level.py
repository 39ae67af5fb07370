"""The level of Pod Security that a pod's namespace enforces."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.advice import choice
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Pod
from generator.kubernetes.reading import text

LABEL = "pod-security.kubernetes.io/enforce"
LEVELS = ("privileged", "baseline", "restricted")


def level(cluster: Cluster, pod: Pod) -> str:
    """What the namespace says of itself; restricted where it is not found, or says nothing."""
    namespace = cluster.named("Namespace", "", pod.owner.namespace)
    return (text(namespace.labels, LABEL) if namespace else "") or "restricted"


def levels(cluster: Cluster) -> Iterator[Finding]:
    """Namespaces with a level that there is not."""
    for namespace in cluster.of("Namespace"):
        for mode in ("enforce", "audit", "warn"):
            key = f"pod-security.kubernetes.io/{mode}"
            found = namespace.labels.get(key)
            if found is not None and found not in LEVELS:
                message = f"{namespace}: `{found}` is no level of Pod Security"
                yield namespace.finding(
                    ("metadata", "labels", key), "pod-security-level", message, f"write {choice(LEVELS)}"
                )
