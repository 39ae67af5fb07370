"""Probes that go, ask a port that is not there, or lose patience sooner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.words import named, shown, went
from generator.diff.rules.pods import LASTING, Container, pairs, pod_of
from generator.kubernetes.reading import at, mapping, whole

_PROBES = ("readinessProbe", "livenessProbe", "startupProbe")
_MEANS = {
    "readinessProbe": "traffic reaches pods that are not ready",
    "livenessProbe": "a pod that hangs is not restarted",
    "startupProbe": "the other probes count from the first second, and may kill a slow start",
}
_PATIENCE = {"timeoutSeconds": 1, "failureThreshold": 3, "periodSeconds": 10}


def _removed(subject: Subject) -> Iterator[Hit]:
    for old, new in pairs(subject) if subject.identity.kind in LASTING else ():
        for key in _PROBES:
            if mapping(old.body, key) and not mapping(new.body, key):
                yield Hit(
                    f"{named(subject.identity)} loses the `{key}` of {shown(new.name)}: {_MEANS[key]}",
                    f"{new.path}.{key}",
                )


def asked(probe: Mapping[str, object]) -> object:
    """The port that a probe asks."""
    for key in ("httpGet", "tcpSocket", "grpc"):
        if (port := at(probe, key, "port")) is not None:
            return port
    return None


def _misses(container: Container, key: str) -> object:
    """The port that a probe asks and its container does not have; a number counts where there are any ports at all."""
    port = asked(mapping(container.body, key))
    if port is None or str(port) in container.ports:
        return None
    is_name = isinstance(port, str) and not port.isdigit()
    return port if is_name or container.ports else None


def _unexposed(subject: Subject) -> Iterator[Hit]:
    new = pod_of(subject.head)
    old = pod_of(subject.base)
    before = {container.name: container for container in old.containers} if old else {}
    for container in new.containers if new else ():
        for key in _PROBES:
            port, was = _misses(container, key), before.get(container.name)
            if port is not None and (was is None or _misses(was, key) != port):
                yield Hit(
                    f"{named(subject.identity)} asks {shown(container.name)} at port {shown(port)} by `{key}`, and it "
                    "has no such port: the probe fails, and the pod is never ready or is killed",
                    f"{container.path}.{key}",
                )


def _less_patient(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind not in LASTING:
        return
    for (old, new), key in product(pairs(subject), _PROBES):
        before, after = mapping(old.body, key), mapping(new.body, key)
        for field, default in _PATIENCE.items() if before and after else ():
            was, now = whole(before, field) or default, whole(after, field) or default
            if now < was:
                path = f"{new.path}.{key}.{field}"
                yield Hit(f"{named(subject.identity)} fails its `{key}` sooner: {went(path, was, now)}", path)


RULES = (
    Rule(
        "O10",
        "O",
        "a probe is removed",
        "keep it, or say in the pull request what watches the pods instead",
        _removed,
    ),
    Rule(
        "O10b",
        "O",
        "a probe asks a port that its container does not have",
        "let the probe name a port of the container",
        _unexposed,
    ),
    Rule(
        "O10c",
        "W",
        "a probe loses patience sooner, and may restart pods that are only slow",
        "look at how long the slowest answer takes before you merge",
        _less_patient,
    ),
)
