"""Probes and hooks of containers: one way to ask, not two."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Object, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.pods import Container, pod_of
from generator.kubernetes.reading import at, mapping

WAYS = ("exec", "grpc", "httpGet", "sleep", "tcpSocket")
PROBES = ("livenessProbe", "readinessProbe", "startupProbe")


def probes(subject: Subject) -> Iterator[Hit]:
    """Probes that ask in two ways or in none, or that need more than one answer to live."""
    for container in _containers(subject.head):
        for keys in (*((name,) for name in PROBES), ("lifecycle", "postStart"), ("lifecycle", "preStop")):
            if at(container.body, *keys) is not None and not _ways(container, keys):
                yield Hit("it asks nothing", ".".join((container.path, *keys)), f"add one of {', '.join(WAYS)}")
    for container in _containers(after(subject)):
        for name in PROBES:
            yield from _probe(container, name)
        for hook in ("postStart", "preStop"):
            yield from _asked(container, ("lifecycle", hook))


def _containers(node: Object | None) -> Iterator[Container]:
    if pod := pod_of(node):
        yield from pod.containers


def _probe(container: Container, name: str) -> Iterator[Hit]:
    yield from _asked(container, (name,))
    if name != "readinessProbe" and mapping(container.body, name).get("successThreshold", 1) not in (0, 1):
        path = f"{container.path}.{name}.successThreshold"
        yield Hit(f"`successThreshold` of a `{name}` is 1", path, "take it out")


def _asked(container: Container, keys: tuple[str, ...]) -> Iterator[Hit]:
    ways = _ways(container, keys)
    if len(ways) > 1:
        found = " and ".join(f"`{way}`" for way in ways)
        yield Hit(
            f"it asks with {found}, and may ask in one way", ".".join((container.path, *keys)), "keep one of them"
        )


def _ways(container: Container, keys: tuple[str, ...]) -> list[str]:
    return [way for way in WAYS if at(container.body, *keys, way) is not None]
