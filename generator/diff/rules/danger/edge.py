"""Two services of which one needs the other, and both are rolled out by one commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Around, Hit, Identity, Rule, Subject
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.rolling import rolls, subject_rolls
from generator.diff.rules.danger.side import Owner, Side, sides
from generator.diff.rules.danger.words import listed, named
from generator.kubernetes.reading import items, mapping

_NAME = "app.kubernetes.io/name"
_CALLS = "calls-"
"""The label of pods that need another service, before its name."""


@once
def _needed(around: Around) -> Mapping[Identity, list[Identity]]:
    """Whom each workload calls, by its labels and by what its NetworkPolicies let out."""
    head = sides(around).head
    found: dict[Identity, list[Identity]] = {}
    for namespace, owners in head.pods.items():
        for owner, made in owners:
            names = [key.removeprefix(_CALLS) for key in made.labels if key.startswith(_CALLS)]
            called = [one for name in names for one in head.chosen(namespace, {"matchLabels": {_NAME: name}})]
            _add(found, owner, called)
    for identity, body in head.of("NetworkPolicy"):
        callers = head.chosen(identity.namespace, mapping(body, "spec", "podSelector"))
        for called in _let_out(head, identity.namespace, body) if mapping(body, "spec", "podSelector") else ():
            for caller, _ in callers:
                _add(found, caller, called)
    return found


def _let_out(side: Side, namespace: str, body: object) -> Iterator[list[Owner]]:
    for rule in items(body, "spec", "egress"):
        for peer in items(rule, "to"):
            if (selector := mapping(peer, "podSelector")) and "namespaceSelector" not in peer:
                yield side.chosen(namespace, selector)


def _add(found: dict[Identity, list[Identity]], caller: Identity, called: list[Owner]) -> None:
    known = found.setdefault(caller, [])
    known.extend(one for one, _ in called if one != caller and one not in known)


def _both_ends(subject: Subject) -> Iterator[Hit]:
    if not subject_rolls(subject):
        return
    rolled = [other for other in _needed(subject.around).get(subject.identity, ()) if rolls(subject.around, other)]
    if rolled:
        yield Hit(
            f"{named(subject.identity)} and {listed(rolled)}, which it needs, are rolled out by the same commit, and "
            "no order is promised: for a while new calls old, or old calls new"
        )


RULES = (
    Rule(
        "N03",
        "W",
        "both ends of a connection change at once, in no certain order",
        "if the two must change together, merge them one after the other: first what the old caller bears too",
        _both_ends,
    ),
)
