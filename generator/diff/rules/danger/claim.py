"""PersistentVolumeClaims: what they hold goes with them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.asked import wave
from generator.diff.nouns import Hit, Identity, Rule, Subject, Verdict
from generator.diff.rules.danger.policy import is_lost
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named, shown
from generator.kubernetes.reading import items, text


def _removed(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "PersistentVolumeClaim" or not is_lost(subject):
        return
    both = sides(subject.around)
    users = list(_users(both.head, subject))
    kept = f"; it stays `Terminating` until the last pod of {listed(users)} is gone" if users else ""
    verb = "is deleted and made anew, empty" if subject.verdict is Verdict.RECREATED else "is deleted"
    yield Hit(f"{named(subject.identity)} {verb}: {_volume(both.base, subject)}{kept}")


def _volume(side: Side, subject: Subject) -> str:
    name = text(subject.base, "spec", "storageClassName")
    policy = text(side.get("StorageClass", "", name, "storage.k8s.io"), "reclaimPolicy")
    if policy == "Retain":
        return f"its volume is kept, as {shown(name)} says `Retain`, and no claim finds it by itself"
    return "its volume is destroyed with all data, unless its reclaim policy is `Retain`"


def _users(side: Side, subject: Subject) -> Iterator[Identity]:
    for owner, pod in side.pods.get(subject.identity.namespace, ()):
        claims = {text(volume, "persistentVolumeClaim", "claimName") for volume in items(pod.spec, "volumes")}
        if subject.identity.name in claims:
            yield owner


def _waits(subject: Subject) -> Iterator[Hit]:
    """A claim that is not bound before its first pod is there, in a wave before that pod."""
    if subject.identity.kind != "PersistentVolumeClaim" or subject.base is not None or subject.head is None:
        return
    head = sides(subject.around).head
    name = text(subject.head, "spec", "storageClassName")
    if text(head.get("StorageClass", "", name, "storage.k8s.io"), "volumeBindingMode") == "Immediate":
        return
    owners, own = subject.around.owners, subject.around.owners.get(subject.identity)
    later = [
        owner
        for owner in _users(head, subject)
        if wave(subject.head) < wave(head.objects[owner]) and owners.get(owner) == own
    ]
    if later and not text(subject.head, "spec", "volumeName"):
        yield Hit(
            f"{named(subject.identity)} is in wave `{wave(subject.head)}` and waits for its first pod, and "
            f"{listed(later)} in a later wave waits for it: the sync never ends"
        )


RULES = (
    Rule(
        "D02",
        "D",
        "a volume claim is deleted, and its data with it",
        "merge `argocd.argoproj.io/sync-options: Prune=false,Delete=false` on the claim first, and take a "
        "snapshot; then remove it from git",
        _removed,
        proved=True,
    ),
    Rule(
        "O25",
        "X",
        "a volume claim is synced in an earlier wave than the pods that it waits for, so the sync hangs",
        "put the claim and what mounts it into one wave",
        _waits,
        proved=True,
    ),
)
