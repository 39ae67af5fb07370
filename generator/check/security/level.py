"""The level of Pod Security that a pod's namespace enforces."""

from __future__ import annotations

from generator.check.access import text
from generator.check.cluster import Cluster
from generator.check.pod import Pod

LABEL = "pod-security.kubernetes.io/enforce"


def level(cluster: Cluster, pod: Pod) -> str:
    """What the namespace says of itself; restricted where it is not found, or says nothing."""
    namespace = cluster.named("Namespace", "", pod.owner.namespace)
    return (text(namespace.labels, LABEL) if namespace else "") or "restricted"
