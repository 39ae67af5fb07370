"""Volumes that one node, or one pod, may have at a time."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.danger.rolling import subject_rolls
from generator.diff.rules.danger.rollout import steps, strategy
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named
from generator.diff.rules.pods import Pod, pod_of
from generator.kubernetes.reading import items, sequence, text

_KINDS = ("Deployment", "StatefulSet")


def _claims(side: Side, subject: Subject, made: Pod, mode: str) -> list[str]:
    """The claims in git that the pods share, and that allow this way of access alone."""
    names = [text(volume, "persistentVolumeClaim", "claimName") for volume in items(made.spec, "volumes")]
    found = []
    for name in names:
        claim = side.get("PersistentVolumeClaim", subject.identity.namespace, name)
        if claim is not None and list(sequence(claim, "spec", "accessModes")) == [mode]:
            found.append(name)
    return found


def _at_once(side: Side, subject: Subject, body: Object | None) -> int:
    """How many pods there may be at a time, while they are replaced too."""
    _, most = side.replicas(subject.identity)
    if subject.identity.kind != "Deployment" or strategy(body) == "Recreate" or most == 0:
        return most
    return most + steps(body, most)[0]


def _shared(subject: Subject, mode: str) -> tuple[list[str], int, bool] | None:
    """The claims, how many pods may want them at a time, and whether that is so even while nothing is rolled out."""
    made = pod_of(subject.head)
    if subject.identity.kind not in _KINDS or made is None:
        return None
    both = sides(subject.around)
    claims, pods = _claims(both.head, subject, made, mode), _at_once(both.head, subject, subject.head)
    if not claims or pods < 2:
        return None
    always = both.head.replicas(subject.identity)[1] > 1
    old = pod_of(subject.base)
    was = bool(old and _claims(both.base, subject, old, mode)) and both.base.replicas(subject.identity)[1] > 1
    return (claims, pods, always) if (always and not was) or subject_rolls(subject) else None


def _of_one_pod(subject: Subject) -> Iterator[Hit]:
    if found := _shared(subject, "ReadWriteOncePod"):
        claims, pods, _ = found
        yield Hit(
            f"{named(subject.identity)} may have {pods} pods at a time, and {listed(claims)} is `ReadWriteOncePod`: "
            "each but the first stays `Pending`"
        )


def _of_one_node(subject: Subject) -> Iterator[Hit]:
    if found := _shared(subject, "ReadWriteOnce"):
        claims, pods, _ = found
        yield Hit(
            f"{named(subject.identity)} may have {pods} pods at a time, and {listed(claims)} is `ReadWriteOnce`: a pod "
            "on another node waits for the volume for ever, and the rollout with it"
        )


RULES = (
    Rule(
        "O03",
        "O",
        "more pods than one want a volume that one pod may have",
        "one replica with `strategy: {type: Recreate}`, a StatefulSet with claim templates, or `ReadWriteMany`",
        _of_one_pod,
        proved=True,
    ),
    Rule(
        "O03b",
        "O",
        "pods on several nodes want a volume that one node may have, and the rollout gets stuck",
        "one replica with `strategy: {type: Recreate}`, a StatefulSet with claim templates, or `ReadWriteMany`",
        _of_one_node,
    ),
)
