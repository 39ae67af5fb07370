"""Probes and hooks of containers: one way to ask, not two."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.pods import Container, containers, pod_of
from generator.diff.rules.reading import mapping

WAYS = ("exec", "grpc", "httpGet", "sleep", "tcpSocket")
PROBES = ("livenessProbe", "readinessProbe", "startupProbe")


def probes(subject: Subject) -> Iterator[Hit]:
    """Probes that ask in two ways or in none, or that need more than one answer to live."""
    pod = pod_of(after(subject))
    for container in containers(pod) if pod else ():
        for name in PROBES:
            yield from _probe(container, name)
        for hook in ("postStart", "preStop"):
            if mapping(container.body, "lifecycle", hook):
                yield from _asked(container, ("lifecycle", hook))


def _probe(container: Container, name: str) -> Iterator[Hit]:
    probe = mapping(container.body, name)
    if not probe:
        return
    yield from _asked(container, (name,))
    if name != "readinessProbe" and probe.get("successThreshold", 1) not in (0, 1):
        path = f"{container.path}.{name}.successThreshold"
        yield Hit(f"`successThreshold` of a `{name}` is 1", path, "take it out")


def _asked(container: Container, keys: tuple[str, ...]) -> Iterator[Hit]:
    ways = [way for way in WAYS if mapping(container.body, *keys).get(way) is not None]
    if len(ways) != 1:
        found = " and ".join(f"`{way}`" for way in ways) or "nothing"
        yield Hit(
            f"it asks with {found}, and must ask in one way", ".".join((container.path, *keys)), "keep one of them"
        )
