"""Two objects -> the edits that lead from the one to the other: each leaf by its path, noise marked, secrets hidden."""

from __future__ import annotations

from generator.diff.compare.found import ORDER, Found, found
from generator.diff.compare.hidden import HIDDEN, hidden, known, repeats, secrets_in, texts_in
from generator.diff.compare.noise import Settled, noise, unsettled
from generator.diff.compare.paths import Entry, Steps, order_of, path
from generator.diff.compare.telling import is_telling
from generator.diff.compare.where import Where
from generator.diff.nouns import NOTHING, Change, Edit, Object
from generator.kubernetes.reading import group

VERSION, CHECKSUM = "API version", "checksum"


def edits(before: Object | None, after: Object | None, settled: Settled | None = None) -> tuple[Edit, ...]:
    """What differs between two objects, sorted by path; nothing where they say the same, every leaf where one is not.

    With `settled`, an object as the API server stores it, what it stores alike is noise. What stands in the template
    of pods is noise only then, or where it is another spelling: all else starts them anew.
    """
    if before is after:
        return ()
    where = _root(before, after)
    sides = (NOTHING if before is None else before, NOTHING if after is None else after)
    differences = sorted(found(*sides, where), key=lambda one: (order_of(one.where.steps), one.new is NOTHING))
    if not differences:
        return ()
    secrets = known(before, after, where)
    is_left = unsettled(before, after, where, settled) if settled and before is not None and after is not None else None
    return tuple(
        _edit(one, secrets, noise(one) or ("" if is_left is None or is_left(one) else "same value"))
        for one in differences
    )


def secrets(change: Change) -> frozenset[str]:
    """The secrets in an object on either side, as written and as they read: texts that belong into no output."""
    return known(change.base, change.head, _root(change.base, change.head))


def _root(before: Object | None, after: Object | None) -> Where:
    one = after if after is not None else before or {}
    return Where(group(one), str(one.get("kind") or ""))


def _edit(one: Found, secrets: frozenset[str], kind: str) -> Edit:
    where = one.where
    at = path(_seen(where, secrets))
    if _is_secret(one, secrets):
        return Edit(at, hidden(one.old), hidden(one.new), kind, hidden=True, about=_about(one))
    return Edit(at, one.old, one.new, kind, about=_about(one))


def _about(one: Found) -> str:
    if one.about == ORDER:
        return ORDER
    steps = one.where.steps
    if steps == ("apiVersion",):
        return "" if NOTHING in (one.old, one.new) else VERSION
    is_checksum = len(steps) > 2 and steps[-2] == "annotations" and steps[-1].startswith("checksum/")
    return CHECKSUM if is_checksum else ""


def _is_secret(one: Found, secrets: frozenset[str]) -> bool:
    for value in (one.old, one.new):
        if value is NOTHING:
            continue
        plain = list(value) if isinstance(value, tuple) else value
        if any(True for _ in secrets_in(plain, one.where)):
            return True
        if any(repeats(text, one.where, secrets) for text in texts_in(plain)):
            return True
    return False


def _seen(where: Where, secrets: frozenset[str]) -> Steps:
    """The steps, but for those in which a secret could be read."""
    return tuple(_step(step, where, secrets) for step in where.steps)


def _step(step: str, where: Where, secrets: frozenset[str]) -> str:
    is_label = isinstance(step, Entry)
    if is_telling(step) or (is_label and where.secret and repeats(step, where._replace(steps=()), secrets)):
        return Entry(HIDDEN) if is_label else HIDDEN
    return step
