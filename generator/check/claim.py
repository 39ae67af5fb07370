"""Volumes of pods that are claims: the claim exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.kubernetes.reading import numbered, text


def claims(cluster: Cluster) -> Iterator[Finding]:
    """Pods that wait for a PersistentVolumeClaim which nobody makes."""
    for pod in cluster.pods:
        namespace = pod.owner.namespace
        for position, volume in numbered(pod.spec, "volumes"):
            name = text(volume, "persistentVolumeClaim", "claimName")
            if not name or cluster.named("PersistentVolumeClaim", namespace, name):
                continue
            message = f"{pod.owner} mounts the claim `{name}`, which is not in the namespace `{namespace}`"
            known = cluster.names("PersistentVolumeClaim", namespace)
            hint = did_you_mean(name, known, f"add the PersistentVolumeClaim `{name}`")
            yield pod.finding(
                ("volumes", position, "persistentVolumeClaim", "claimName"), "claim-unknown", message, hint
            )
