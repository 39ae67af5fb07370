"""NetworkPolicies: pods that anybody may reach again, and pods that are cut off for the first time."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named
from generator.kubernetes.reading import items, mapping, sequence

_KIND = "NetworkPolicy"
Covered = frozenset[tuple[Identity, str]]
"""The workloads that have a policy, each with the direction."""


def _directions(body: Object) -> tuple[str, ...]:
    named_ones = [one for one in sequence(body, "spec", "policyTypes") if isinstance(one, str)]
    if named_ones:
        return tuple(named_ones)
    return ("Ingress", "Egress") if items(body, "spec", "egress") else ("Ingress",)


def _covered(side: Side) -> Covered:
    return frozenset(
        (owner, direction)
        for identity, body in side.of(_KIND)
        for owner, _ in side.chosen(identity.namespace, mapping(body, "spec", "podSelector"))
        for direction in _directions(body)
    )


@once
def _coverage(around: Around) -> tuple[Covered, Covered]:
    both = sides(around)
    return _covered(both.base), _covered(both.head)


def _guarded(side: Side, identity: Identity, body: Object, direction: str) -> list[Identity]:
    """The workloads that a policy guards in a direction."""
    if direction not in _directions(body):
        return []
    return [owner for owner, _ in side.chosen(identity.namespace, mapping(body, "spec", "podSelector"))]


def _opened(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.base is None:
        return
    both, (_, after) = sides(subject.around), _coverage(subject.around)
    for direction, words in (("Ingress", "anybody may call its pods"), ("Egress", "its pods may call anybody")):
        guarded = _guarded(both.base, subject.identity, subject.base, direction)
        freed = [owner for owner in guarded if owner in both.head.objects and (owner, direction) not in after]
        if freed:
            yield Hit(
                f"{named(subject.identity)} was the last policy for {direction.lower()} of {listed(freed)}: {words} now"
            )


def _closed(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.head is None:
        return
    both, (before, _) = sides(subject.around), _coverage(subject.around)
    for direction in ("Ingress", "Egress"):
        guarded = _guarded(both.head, subject.identity, subject.head, direction)
        cut = [owner for owner in guarded if owner in both.base.objects and (owner, direction) not in before]
        what = "all but what it allows" if items(subject.head, "spec", direction.lower()) else "everything"
        if cut:
            yield Hit(
                f"{named(subject.identity)} is the first policy for {direction.lower()} of {listed(cut)}: {what} "
                "is refused from now on",
                f"spec.{direction.lower()}",
            )


RULES = (
    Rule(
        "S03b",
        "S",
        "pods lose the last policy that guarded them",
        "keep a policy that denies by default in the namespace",
        _opened,
    ),
    Rule(
        "S03c",
        "O",
        "pods get their first policy, and what it does not allow is refused",
        "write down who calls the pods and whom they call, DNS too, before you merge",
        _closed,
    ),
)
