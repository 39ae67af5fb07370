"""What becomes of an Application -> the behaviours of Argo CD that it meets, each with the words of this case."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.diff.sync.notes import automation, phases, place, removal, ways
from generator.diff.sync.notes.judged import Judged
from generator.diff.sync.nouns import Note

ALL: tuple[Callable[[Judged], Iterator[Note]], ...] = (
    removal.notes,
    place.notes,
    automation.notes,
    ways.notes,
    phases.notes,
)


def notes(one: Judged) -> tuple[Note, ...]:
    """All that one Application meets, each once."""
    found = [*one.result.notes, *(note for each in ALL for note in each(one))]
    return tuple(dict.fromkeys(found))
