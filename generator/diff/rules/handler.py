"""What probes and hooks of a container ask."""

from __future__ import annotations

from generator.diff.rules.pods import Container
from generator.kubernetes.reading import text

KEYS = (
    ("livenessProbe",),
    ("readinessProbe",),
    ("startupProbe",),
    ("lifecycle", "postStart"),
    ("lifecycle", "preStop"),
)


def hosts(container: Container) -> list[str]:
    """The hosts other than the pod that they ask."""
    found = [text(container.body, *keys, way, "host") for keys in KEYS for way in ("httpGet", "tcpSocket")]
    return [host for host in found if host]
