"""A Namespace that goes takes everything in it along."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.policy import is_lost
from generator.diff.rules.danger.side import sides
from generator.diff.rules.danger.words import count, listed, named


def _removed(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Namespace" or subject.identity.group or not is_lost(subject):
        return
    base = sides(subject.around).base
    inside = [identity for identity in base.objects if identity.namespace == subject.identity.name]
    claims = [identity for identity, _ in base.of("PersistentVolumeClaim", subject.identity.name)]
    data = f", the data of {listed(claims)} too" if claims else ""
    yield Hit(
        f"{named(subject.identity)} is deleted with all that is in it, whatever Application that belongs to: "
        f"{count(len(inside), 'object')} in git{data}"
    )


RULES = (
    Rule(
        "D01",
        "D",
        "a namespace is deleted, and everything in it goes along, volumes too",
        "merge `argocd.argoproj.io/sync-options: Prune=false` on the Namespace first; remove it once it is empty",
        _removed,
        proved=True,
    ),
)
