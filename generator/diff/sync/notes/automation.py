"""What Argo CD does by itself: A11, A12, A26."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.sync import window
from generator.diff.sync.notes.judged import Judged
from generator.diff.sync.nouns import Note


def notes(one: Judged) -> Iterator[Note]:
    """What is switched on or off, and when it syncs."""
    before, after = one.before, one.after
    if one.result.gone is not None:
        return
    name = one.result.name
    known = {note.rule for note in one.result.notes}
    if before is not None and before.automated and not after.automated and "A11" not in known:
        yield Note("A11", f"automated sync of {name} is switched off: manual sync needed from now on")
    if before is not None:
        pairs = {
            "automated sync": (before.automated, after.automated),
            "prune": (before.automated and before.prune, after.automated and after.prune),
            "selfHeal": (before.automated and before.heals, after.automated and after.heals),
        }
        on = [word for word, (was, now) in pairs.items() if now and not was]
        if on:
            yield Note(
                "A12", f"{' and '.join(on)} of {name} switched on: the first sync may do more than this diff shows"
            )
    found = window.windows(one.env.projects.get(after.project), name, after)
    if window.is_shut(found) and "A26" not in known and not window.is_shut(_windows_before(one)):
        yield Note("A26", f"a sync window holds back whatever comes of {name}, selfHeal too: {window.words(found)}")
    if window.may_be_shut(found) and (any(True for _ in one.changed()) or one.result.phase):
        yield Note("A26", f"{name} deploys when its sync windows let it: {window.words(found)}")


def _windows_before(one: Judged) -> list[Mapping[str, Any]]:
    """The windows that concerned it at the base."""
    if one.before is None:
        return []
    objects = one.env.around.base.items()
    named = (o for each, o in objects if (each.kind, each.name) == ("AppProject", one.before.project))
    return window.windows(next(named, None), one.result.name, one.before)
