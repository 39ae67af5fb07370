"""What the API server makes of an object, and of a change to one: all that follows is judged by that, not by the text.

`merged` and `changes` answer as the server does, and so as Argo CD's comparison by it does: where the way of writing
changes with the same commit, nothing that was written the old way is taken out. Once Argo CD syncs such a change, it
hands the old owner's fields over first: ask with `was=None` for what is left then.
"""

from __future__ import annotations

from typing import Any

from generator.diff.nouns import Object, Subject
from generator.diff.settled.outcome import Outcome, outcome
from generator.diff.settled.outcome import settled as _settled

__all__ = ["Outcome", "changes", "merged", "outcome", "restarts", "settled"]

_last: list[tuple[Subject, Outcome]] = []
"""The subject asked about last: many rules ask the same of one after another. Never two, and put in place at once."""


def settled(item: Object) -> dict[str, Any]:
    """An object as the API server stores it: defaults told, amounts canonical, nothing that it drops."""
    return _settled(item)


def merged(subject: Subject) -> dict[str, Any]:
    """What the server holds after head was applied over base in the subject's way; not to be changed."""
    return _known(subject).after


def changes(subject: Subject) -> bool:
    """Whether the server stores anything else than before."""
    return _known(subject).changes


def restarts(subject: Subject) -> bool:
    """Whether a workload makes pods of another template than those that run."""
    return _known(subject).restarts


def _known(subject: Subject) -> Outcome:
    for known, found in _last:
        if known is subject:
            return found
    try:
        found = outcome(subject)
    except (AttributeError, KeyError, TypeError, ValueError):
        # no type of the server fits it, and so it is refused: told as it is written
        found = Outcome(dict(subject.base or {}), dict(subject.head or {}))
    _last[:] = [(subject, found)]
    return found
