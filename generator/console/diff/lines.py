"""Edits -> one line a field, `path: old → new`, or the lines that differ of a text of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from generator.console.diff.discretion import Discretion
from generator.console.text import safe
from generator.diff.nouns import NOTHING, Edit

LONGEST = 300
"""Characters of a value in one line."""
MOST_LINES = 4_000
"""Lines of two texts together, of which it is worth to say which differ."""
_CONTEXT = 3


@dataclass(frozen=True)
class Line:
    """One line of a diff: `+` comes, `-` goes, `!` changes, a blank stands around."""

    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".rstrip()


@dataclass(frozen=True)
class Field:
    """One field as it may be shown; nothing stands for a side that does not have it."""

    path: str
    old: str | None
    new: str | None
    noise: str = ""
    hidden: bool = False
    about: str = ""

    @property
    def mark(self) -> str:
        """What becomes of it."""
        return "+" if self.old is None else "-" if self.new is None else "!"

    @property
    def is_long(self) -> bool:
        """Whether either side has more than one line."""
        return any("\n" in side for side in (self.old, self.new) if side)


def field(edit: Edit, discretion: Discretion) -> Field:
    """What may be said of an edit."""
    path = safe(discretion.text(edit.path))
    if edit.hidden:
        words = ("«changed»", "«changed»") if NOTHING not in (edit.old, edit.new) else ("«removed»", "«added»")
        sides = [None if side is NOTHING else word for side, word in zip((edit.old, edit.new), words, strict=True)]
        return Field(path, sides[0], sides[1], edit.noise, hidden=True, about=edit.about)
    old, new = (_side(side, discretion) for side in (edit.old, edit.new))
    return Field(path, old, new, edit.noise, about=edit.about)


def lines(shown: Field, *, texts: bool = True) -> Iterator[Line]:
    """The lines of a field; without `texts` it is always one."""
    if shown.is_long and texts:
        yield Line(shown.mark, f"{shown.path}:")
        yield from hunks(shown)
        return
    about = ", ".join(dict.fromkeys(word for word in (shown.about, shown.noise) if word))
    noise = f"  ({safe(about)})" if about else ""
    mark = " " if shown.noise else shown.mark
    if shown.hidden:
        yield Line(mark, f"{shown.path}: {shown.new or shown.old}{noise}")
        return
    sides = [_short(side) for side in (shown.old, shown.new) if side is not None]
    yield Line(mark, f"{shown.path}: {' → '.join(sides)}{noise}")


def hunks(shown: Field) -> Iterator[Line]:
    """The lines that differ of two texts, with three around them."""
    old, new = (side.split("\n") if side is not None else [] for side in (shown.old, shown.new))
    if len(old) + len(new) > MOST_LINES:
        yield Line("!", f"{len(old)} lines → {len(new)} lines, too many to compare here")
        return
    for number, line in enumerate(unified_diff(old, new, n=_CONTEXT, lineterm="")):
        if number < 2:
            continue
        yield Line(" ", "⋯") if line.startswith("@@") else Line(line[:1], line[1:])


def _side(side: Any, discretion: Discretion) -> str | None:
    if side is NOTHING:
        return None
    return "\n".join(safe(line) for line in discretion.value(side).split("\n"))


def _short(side: str) -> str:
    rows = side.split("\n")
    if len(rows) > 1:
        return f"a text of {len(rows)} lines"
    return side if len(side) <= LONGEST else f"{side[:LONGEST]}… ({len(side)} characters)"
