"""Values as a message may show them: short, on one line, and nothing that is or looks like a secret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.diff.nouns import NOTHING, Identity
from generator.model.exposed import is_exposing
from generator.yamlio import shown as escaped

HIDDEN = "«changed»"
SECRET = re.compile(r"pass|pwd|token|secret|private|api_?-?key|dsn|connection_?-?string|credential", re.IGNORECASE)
"""A key of which the value is never shown."""
_MOST = 3


def shown(value: object, longest: int = 100) -> str:
    """A value between backticks; `nothing` where there is none."""
    if value is None or value is NOTHING or value == "":
        return "nothing"
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    if is_exposing(text):
        return HIDDEN
    return f"`{escaped(text, longest=longest).replace('`', chr(39))}`"


def named(identity: Identity) -> str:
    """An object as a reader knows it: `Deployment/web`."""
    return shown(str(identity))


def went(path: str, old: object, new: object) -> str:
    """A field and what became of it; what a secret's name stands before is not shown."""
    if SECRET.search(path):
        return f"{shown(path)} changed"
    return f"{shown(path)} {shown(old)} → {shown(new)}"


def listed(names: Iterable[object]) -> str:
    """The first of them, and how many more there are."""
    every = [shown(name) for name in names]
    more = len(every) - _MOST
    if more > 1:
        return f"{', '.join(every[:_MOST])} and {more} more"
    return joined(every)


def joined(words: Sequence[str]) -> str:
    """Words as one says them: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def count(number: int, noun: str) -> str:
    """A number of things: `1 pod`, `3 pods`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
