"""NetworkPolicies: pods that anybody may reach again, and pods that are cut off for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.reading import items, mapping, sequence
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named

_KIND = "NetworkPolicy"
Covered = Mapping[tuple[Identity, str], list[Identity]]


def _directions(body: Object) -> tuple[str, ...]:
    named_ones = [one for one in sequence(body, "spec", "policyTypes") if isinstance(one, str)]
    if named_ones:
        return tuple(named_ones)
    return ("Ingress", "Egress") if items(body, "spec", "egress") else ("Ingress",)


def _covered(side: Side) -> Covered:
    """The policies of each workload and direction."""
    found: dict[tuple[Identity, str], list[Identity]] = {}
    for identity, body in side.of(_KIND):
        for owner, _ in side.chosen(identity.namespace, mapping(body, "spec", "podSelector")):
            for direction in _directions(body):
                found.setdefault((owner, direction), []).append(identity)
    return found


@once
def _coverage(around: Around) -> tuple[Covered, Covered]:
    both = sides(around)
    return _covered(both.base), _covered(both.head)


def _opened(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.base is None:
        return
    before, after = _coverage(subject.around)
    head = sides(subject.around).head.objects
    for direction, words in (("Ingress", "anybody may call its pods"), ("Egress", "its pods may call anybody")):
        freed = [
            owner
            for (owner, way), policies in before.items()
            if way == direction and subject.identity in policies and owner in head and (owner, way) not in after
        ]
        if freed:
            yield Hit(
                f"{named(subject.identity)} was the last policy for {direction.lower()} of {listed(freed)}: {words} now"
            )


def _closed(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.head is None:
        return
    before, after = _coverage(subject.around)
    base, cut = sides(subject.around).base.objects, dict[str, list[Identity]]()
    for (owner, direction), policies in after.items():
        if subject.identity in policies and owner in base and (owner, direction) not in before:
            cut.setdefault(direction, []).append(owner)
    for direction, owners in cut.items():
        rules = items(subject.head, "spec", direction.lower())
        what = "all but what it allows" if rules else "everything"
        yield Hit(
            f"{named(subject.identity)} is the first policy for {direction.lower()} of {listed(owners)}: {what} "
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
