"""A subject that is there on both sides -> what the API server holds before and after, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.diff.nouns import Hit, Object, Subject, Way
from generator.diff.settled import merged, outcome
from generator.kubernetes.reading import at


class Pair(NamedTuple):
    """One object as it is stored, before and after."""

    before: Object
    after: Object

    def differing(self, *paths: str) -> Iterator[str]:
        """Those of the dotted paths whose values are not the same."""
        for path in paths:
            if self.value(path) != self.value(path, after=True):
                yield path

    def value(self, path: str, *, after: bool = False) -> Any:
        """The value at a dotted path; None where it is not, or is empty."""
        found = at(self.after if after else self.before, *path.split("."))
        return None if found in ("", {}, []) else found


def pair(subject: Subject, *kinds: str) -> Pair | None:
    """Both sides of an object of these kinds that is updated; None for another."""
    if subject.base is None or subject.head is None or subject.identity.kind not in kinds:
        return None
    found = outcome(subject)
    return Pair(found.before, found.after)


def frozen(subject: Subject, kinds: tuple[str, ...], *paths: str) -> Iterator[Hit]:
    """A hit for each of the fields that an object of these kinds keeps for ever, and that is not what it was."""
    if both := pair(subject, *kinds):
        for path in both.differing(*paths):
            yield kept(path)


def kept(path: str) -> Hit:
    """That a field may not be changed."""
    return Hit(f"`{path}` may not be changed once the object is there", path)


def taken(path: str) -> Hit:
    """That a field is not in git, and so is taken away where the whole object is replaced."""
    remedy = "take `Replace=true` off it"
    return Hit(f"`Replace=true` takes away `{path}`, which is not in git and may not be changed", path, remedy)


def after(subject: Subject, *kinds: str) -> Object | None:
    """An object of these kinds as it is stored in the end; None for another, and for one that is removed."""
    if subject.head is None or (kinds and subject.identity.kind not in kinds):
        return None
    return merged(subject)


def stays(subject: Subject, path: str) -> bool:
    """Whether a field is there in the end; server-side apply takes none out for a `null` of who never had it in git."""
    keys, found = path.split("."), outcome(subject)
    if at(found.after, *keys) is not None:
        return True
    mine = at(subject.base, *keys) is not None
    return subject.way is Way.SERVER and at(found.before, *keys) is not None and not mine
