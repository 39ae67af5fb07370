"""One object that a sync applies -> what becomes of it: taken, refused, or deleted and created anew."""

from __future__ import annotations

from dataclasses import replace

from generator.diff.nouns import Subject, Verdict, Way
from generator.diff.sync import writing
from generator.diff.sync.nouns import Fate, Judges, Outcome

FORBIDDEN = frozenset({"I08", "O20", "O21", "S02"})
"""Rules by which a change is forbidden rather than invalid: kubectl does not force those."""
ANEW = "deleted and created anew"


def outcome(subject: Subject, judges: Judges) -> Outcome:
    """What becomes of an object that is applied."""
    target = subject.head or {}
    if subject.way is not Way.SERVER and (taken := judges.kept(target)) != target:
        return replace(outcome(replace(subject, head=taken), judges), synced=False)
    if subject.base is None:
        return _created(subject, judges)
    forced = writing.is_forced(target, subject.base) and subject.identity.kind not in writing.NEVER_REPLACED
    if subject.way is Way.REPLACE and forced:
        return _anew(subject, judges, "A19", "Force and Replace: deleted and created anew at every sync")
    if writing.is_reconciled(subject) and subject.base.get("roleRef") != target.get("roleRef"):
        return Outcome(Fate.RECREATED, Verdict.RECREATED, "I12", f"another role: {ANEW}, with a moment without rights")
    found = judges.refused(writing.applied(subject))
    if found is None:
        return _changed(subject, judges)
    if forced and subject.way is Way.CLIENT and found[0] not in FORBIDDEN:
        return _anew(subject, judges, "A19", f"Force: the change is refused, so it is {ANEW}")
    rule, message = found
    return Outcome(Fate.UNCHANGED, Verdict.BLOCKED, rule, message, synced=False)


def _created(subject: Subject, judges: Judges) -> Outcome:
    if (found := judges.refused(subject)) is not None:
        return Outcome(Fate.ABSENT, Verdict.BLOCKED, *found, synced=False)
    return Outcome(Fate.CREATED, Verdict.CREATED)


def _anew(subject: Subject, judges: Judges, rule: str, why: str) -> Outcome:
    """Deleted and created; the new one may be refused in its turn, and the old one stays only where it was a try."""
    found = judges.refused(replace(subject, base=None, was=None))
    if found is None:
        restart = judges.restarts(replace(subject, way=Way.CLIENT, was=None))
        return Outcome(Fate.RECREATED, Verdict.RECREATED, rule, why, restart)
    gone = Fate.DELETED if subject.way is Way.REPLACE else Fate.UNCHANGED
    return Outcome(gone, Verdict.BLOCKED, *found, synced=False)


def _changed(subject: Subject, judges: Judges) -> Outcome:
    """Applied in place."""
    written = writing.applied(subject)
    if judges.restarts(written):
        return Outcome(Fate.CHANGED, Verdict.RESTARTED, restart=True)
    if judges.changed(written):
        return Outcome(Fate.CHANGED, Verdict.UPDATED)
    return Outcome(Fate.UNCHANGED, Verdict.NO_EFFECT)
