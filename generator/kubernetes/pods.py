"""What makes pods, and where it says how."""

from __future__ import annotations

from collections.abc import Mapping

TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "Pod": (),
    "PodTemplate": ("template",),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
    **dict.fromkeys(
        ("DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "Rollout", "StatefulSet"),
        ("spec", "template"),
    ),
}
"""kind -> where the pod's template lies in it."""
CONTAINERS = ("initContainers", "containers", "ephemeralContainers")
"""The lists of a pod that hold containers."""
