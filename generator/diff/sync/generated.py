"""An ApplicationSet before and after -> which of its Applications go, change, or stay as they are.

An entry that leaves its generator takes its Application along, whose finalizer takes its objects, unless the set may
not delete (`applicationsSync`); a set that is deleted takes all, whatever it says, since it owns them.
"""

from __future__ import annotations

from typing import Protocol

from generator.diff.nouns import Application, Cluster, Identity, Object, Verdict
from generator.diff.same import is_same
from generator.diff.sync.nouns import Fate, Outcome

MAY_DELETE = ("sync", "create-delete")
MAY_UPDATE = ("sync", "create-update")


class Walk(Protocol):
    """What follows an Application down the tree."""

    base: Cluster
    head: Cluster
    loose: dict[Identity, Outcome]

    def follow(self, name: str, *, deleted: bool, taken: bool) -> None:
        """One Application."""


def follow(walk: Walk, was: Object | None, now: Object | None) -> None:
    """What becomes of the Applications of a set, which is `now` in the cluster afterwards."""
    either = now or was or {}
    name = str((either.get("metadata") or {}).get("name"))
    before, after = made_by(name, walk.base), made_by(name, walk.head) if now is not None else {}
    if is_same(now, was):
        for one, old in before.items():
            head = walk.head.applications.get(one)
            _settle(walk, one, old, old, deleted=False, taken=head is not None and is_same(head.manifest, old.manifest))
        return
    says = ((now or {}).get("spec") or {}).get("syncPolicy") or {}
    may = str(says.get("applicationsSync") or "sync")
    for one, old in before.items():
        if one not in after:
            goes = now is None or may in MAY_DELETE
            _settle(walk, one, old, None if goes else old, deleted=goes, taken=False)
    for one, new in after.items():
        taken = one not in before or may in MAY_UPDATE
        _settle(walk, one, before.get(one), new if taken else before.get(one), deleted=False, taken=taken)


def made_by(name: str, cluster: Cluster) -> dict[str, Application]:
    """The Applications that a set makes."""
    return {one: app for one, app in cluster.applications.items() if owner(app.manifest) == name}


def owner(manifest: Object) -> str:
    """The set that an Application belongs to; empty where it belongs to none."""
    for one in (manifest.get("metadata") or {}).get("ownerReferences") or ():
        if one.get("kind") == "ApplicationSet":
            return str(one.get("name"))
    return ""


def _settle(
    walk: Walk, name: str, old: Application | None, new: Application | None, *, deleted: bool, taken: bool
) -> None:
    either = new or old
    home = str((either.manifest.get("metadata") or {}).get("namespace")) if either else ""
    one = Identity("argoproj.io", "Application", home, name)
    rule = "A22"
    if new is None:
        walk.loose[one] = Outcome(Fate.DELETED, Verdict.DELETED, rule, "its entry leaves the ApplicationSet")
    elif old is None:
        walk.loose[one] = Outcome(Fate.CREATED, Verdict.CREATED, rule)
    else:
        same = is_same(old.manifest, new.manifest)
        fate, verdict = (Fate.UNCHANGED, Verdict.NO_EFFECT) if same else (Fate.CHANGED, Verdict.UPDATED)
        walk.loose[one] = Outcome(fate, verdict, rule)
    walk.follow(name, deleted=deleted, taken=taken)
