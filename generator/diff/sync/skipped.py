"""What is out of sync -> why Argo CD starts no sync of its own all the same.

argo-cd controller/appcontroller.go autoSync.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.same import is_same
from generator.diff.sync import window
from generator.diff.sync.comparison import Compared
from generator.diff.sync.nouns import Note
from generator.diff.sync.policy import sources


def skipped(found: Compared, windows: list[Mapping[str, Any]], was: Mapping[str, Any] | None) -> Note | None:
    """Why nothing is applied although something differs; None where a sync starts."""
    after = found.after
    if not after.automated:
        return Note("A11", "automated sync is off: nothing of the commit is applied until a person syncs")
    if window.is_shut(windows):
        return Note("A26", f"a sync window always holds it back: {window.words(windows)}")
    if not after.prune and not found.seen:
        return Note("A1", f"prune is off and nothing else is to do: no sync, what leaves git stays ({_count(found)})")
    if after.prune and not after.allow_empty and _empties(found):
        return Note(
            "A2", f"every object of it leaves git: Argo CD refuses to delete all {_count(found)}, and syncs nothing"
        )
    if not after.heals and _is_old_news(found, was):
        return Note("A12", "the commit touches none of its paths and selfHeal is off: no sync before the next change")
    return None


def _count(found: Compared) -> str:
    number = len(found.extra)
    return f"{number} object{'s' * (number != 1)}"


def _empties(found: Compared) -> bool:
    """Whether all that Argo CD counts is to be pruned; hooks do not count."""
    left = [one for one in found.targets if one in found.live or one in found.seen]
    return bool(found.extra) and not set(left) - found.extra


def _is_old_news(found: Compared, was: Mapping[str, Any] | None) -> bool:
    """Whether the Application takes the commit for the one that it has synced: same paths, same source."""
    if was is None or not found.after.by_paths or sources(was) != sources(found.manifest):
        return False
    return all(is_same(found.live.get(one), target) for one, target in found.targets.items() if one in found.live)
