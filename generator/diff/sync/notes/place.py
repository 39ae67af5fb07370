"""Where an Application reads from and goes to, and who lets it: A8, A9, A10, A24."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Object
from generator.diff.sync import policy
from generator.diff.sync.notes.judged import GONE, Judged, count
from generator.diff.sync.nouns import Note


def notes(one: Judged) -> Iterator[Note]:
    """What a change of place means."""
    before, after = one.before, one.after
    if before is None or one.was is None or one.result.gone is not None:
        return
    name = one.result.name
    if before.server != after.server and after.server in one.env.servers:
        left = count(len(one.old))
        yield Note("A8", f"{name} moves to cluster {after.server}: two copies, {left} in {before.server} stay for ever")
    elif before.server == after.server and before.namespace != after.namespace:
        gone = len(one.with_fate(*GONE))
        why = f"{count(gone)} deleted in {before.namespace}, then created in {after.namespace}"
        yield Note("A9", f"{name} moves: {why}; where that namespace is missing, the old copy is gone all the same")
    if before.project != after.project:
        why = f"{name} moves from project {before.project} to {after.project}, whose limits and windows count now"
        yield Note("A10", why, severity="W")
    if policy.sources(one.was.manifest) != policy.sources(one.result.manifest):
        yield Note("A24", f"{name} reads from {_words(one.result.manifest)} now, was {_words(one.was.manifest)}")


def _words(manifest: Object) -> str:
    found = policy.sources(manifest)
    keys = ("chart", "path", "targetRevision")
    return "; ".join(" ".join(str(one[key]) for key in keys if one.get(key)) for one in found) or "nowhere"
