"""Requests and limits of containers: nobody asks for more than it may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.pods import pod_of
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import mapping

SHARED = ("cpu", "memory", "ephemeral-storage")
"""Of these a container may use more than it requests."""


def _requests(subject: Subject) -> Iterator[Hit]:
    pod = pod_of(after(subject))
    if pod is None:
        return
    yield from _judged(f"{pod.path}.resources", mapping(pod.spec, "resources"))
    for container in pod.containers:
        yield from _judged(f"{container.path}.resources", mapping(container.body, "resources"))


def _judged(path: str, resources: Mapping[str, Any]) -> Iterator[Hit]:
    limits = mapping(resources, "limits")
    for name, value in mapping(resources, "requests").items():
        wanted, limit = quantity(value), quantity(limits.get(name))
        if wanted is None:
            continue
        if limit is None and name not in SHARED:
            yield Hit(f"`{name}` is requested without the same limit", f"{path}.requests[{name}]")
        elif limit is not None and (wanted > limit or (name not in SHARED and wanted != limit)):
            yield Hit(f"more of `{name}` is requested than its limit allows", f"{path}.requests[{name}]")


RULES = (
    Rule(
        "O17",
        "X",
        "a container requests more than its limit",
        "raise the limit, or lower the request",
        _requests,
        proved=True,
    ),
)
