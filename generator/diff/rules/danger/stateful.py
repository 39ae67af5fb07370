"""StatefulSets whose retention policy gives up the claims of pods that go."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.danger.policy import is_lost
from generator.diff.rules.danger.side import sides
from generator.diff.rules.danger.words import listed, named
from generator.kubernetes.reading import items, text, whole

_POLICY = "persistentVolumeClaimRetentionPolicy"


def _gives_up(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "StatefulSet" or subject.base is None:
        return
    if is_lost(subject):
        gone, policy, what = [*_ordinals(subject, subject.base, "base")], "whenDeleted", "goes"
        told = text(subject.base, "spec", _POLICY, policy)
    elif subject.head is not None:
        kept = _ordinals(subject, subject.head, "head")
        gone = [number for number in _ordinals(subject, subject.base, "base") if number not in kept]
        policy, what = "whenScaled", "has fewer replicas"
        told = text(subject.head, "spec", _POLICY, policy)
    else:
        return
    templates = [text(claim, "metadata", "name") for claim in items(subject.base, "spec", "volumeClaimTemplates")]
    claims = [f"{template}-{subject.identity.name}-{number}" for template in templates for number in gone]
    if told == "Delete" and claims:
        yield Hit(
            f"{named(subject.identity)} {what}, and `{policy}: Delete` deletes {listed(claims)} and the data in "
            + ("it" if len(claims) == 1 else "them"),
            f"spec.{_POLICY}.{policy}",
        )


def _ordinals(subject: Subject, body: Object, side: str) -> range:
    both = sides(subject.around)
    first = whole(body, "spec", "ordinals", "start") or 0
    written = whole(body, "spec", "replicas")
    least, most = (both.base if side == "base" else both.head).replicas(subject.identity)
    count = (most if side == "base" else least) if written is None else written
    return range(first, first + count)


RULES = (
    Rule(
        "D03",
        "D",
        "pods of a StatefulSet go, and its retention policy deletes their volumes",
        "set `persistentVolumeClaimRetentionPolicy` to `Retain` and let that be synced first",
        _gives_up,
        proved=True,
    ),
)
