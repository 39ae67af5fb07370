"""Requests and limits: less memory, another quality of service, or more than a quota allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.words import named, went
from generator.diff.rules.pods import Pod, both, pairs
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import at, mapping

_RANK = {"Guaranteed": 2, "Burstable": 1, "BestEffort": 0}


def _less_memory(subject: Subject) -> Iterator[Hit]:
    for old, new in pairs(subject):
        before, after = (at(side.body, "resources", "limits", "memory") for side in (old, new))
        least, now = quantity(before), quantity(after)
        if least is not None and now is not None and now < least:
            path = f"{new.path}.resources.limits.memory"
            yield Hit(
                f"{named(subject.identity)} may use less memory: {went(path, before, after)}; "
                "what needs more is killed (`OOMKilled`)",
                path,
            )


def quality(pod: Pod) -> str:
    """The class of quality of service, as Kubernetes computes it."""
    sets: list[Mapping[str, object]] = [mapping(container.body, "resources") for container in pod.containers]
    names = ("cpu", "memory")
    if not any(quantity(at(one, kind, name)) for one in sets for kind in ("requests", "limits") for name in names):
        return "BestEffort"
    for one in sets:
        for name in names:
            limit = quantity(at(one, "limits", name))
            request = quantity(at(one, "requests", name))
            if not limit or (request is not None and request != limit):
                return "Burstable"
    return "Guaranteed"


def _lower_class(subject: Subject) -> Iterator[Hit]:
    if (sides := both(subject)) is None:
        return
    old, new = quality(sides[0]), quality(sides[1])
    if _RANK[new] < _RANK[old]:
        yield Hit(
            f"the pods of {named(subject.identity)} go sooner when a node runs out of memory: they are `{new}`, "
            f"`{old}` before",
            f"{sides[1].path}.containers",
        )


def _no_limit(subject: Subject) -> Iterator[Hit]:
    for old, new in pairs(subject):
        before, after = (at(side.body, "resources", "limits", "memory") for side in (old, new))
        if before is not None and after is None:
            path = f"{new.path}.resources.limits.memory"
            yield Hit(
                f"{named(subject.identity)} may take all memory of its node: {went(path, before, None)}; other pods "
                "may be killed for it",
                path,
            )


RULES = (
    Rule(
        "O17",
        "W",
        "a memory limit is lowered, and what needs more is killed",
        "compare it with the most that the pods used in the last weeks",
        _less_memory,
    ),
    Rule(
        "O17b",
        "W",
        "pods fall into a lower class, and are the first to go when a node is short of memory",
        "give each container requests, and limits that equal them for `Guaranteed`",
        _lower_class,
    ),
    Rule(
        "O17c",
        "W",
        "a memory limit is removed, and the container may take all of its node",
        "keep a limit of memory",
        _no_limit,
    ),
)
