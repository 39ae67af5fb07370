"""(before, after) -> a strategic merge patch, as kubectl makes it (apimachinery, strategicpatch/patch.go).

Followed to the letter, its quirks too: entries with equal keys are paired last first, and an edit lands on the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.same import is_same
from generator.diff.settled.lists import keys_of

Plain = dict[str, Any]

ORDER = "$setElementOrder/"
DROPPED = "$deleteFromPrimitiveList/"
RETAINED = "$retainKeys"
DIRECTIVE = "$patch"
RETAINING = frozenset({"resourceClaims", "strategy", "volumes"})
"""Structures, or lists of them, of which a key that is not applied is not kept either."""
MERGED_TEXTS = frozenset({"finalizers"})
UNMERGED = frozenset({"claims"})
"""Lists with keys for server-side apply only."""


def merge_key(name: str, holder: Mapping[str, Any]) -> str:
    """What names an entry of this list in a patch; empty where the list is replaced as a whole."""
    keys = () if name in UNMERGED else keys_of(name, holder)
    return keys[0] if keys else ""


def additions(before: Plain, after: Plain, *, retain: bool = False) -> Plain:
    """What a patch must add or change for `before` to have all that `after` has."""
    patch: Plain = {}
    for name, new in after.items():
        old: Any = before.get(name)
        if name not in before or type(old) is not type(new):
            patch[name] = new
        elif type(new) is dict:
            if inner := additions(old, new, retain=name in RETAINING):
                patch[name] = inner
        elif type(new) is list:
            _added(patch, name, (old, new), after)
        elif old != new:
            patch[name] = new
    return _retained(patch, before, after) if retain else patch


def deletions(before: Plain, after: Plain, *, retain: bool = False) -> Plain:
    """What a patch must take out for `before` to have no more than `after` has."""
    patch: Plain = {}
    for name, old in before.items():
        new = after.get(name)
        if name not in after:
            patch[name] = None
        elif type(old) is type(new) is dict:
            if inner := deletions(old, new, retain=name in RETAINING):
                patch[name] = inner
        elif type(old) is type(new) is list:
            _deleted(patch, name, (old, new), after)
    return _retained(patch, before, after) if retain else patch


def _retained(patch: Plain, before: Plain, after: Plain) -> Plain:
    kept = sorted(name for name, value in after.items() if value is not None)
    if kept and (patch or any(value is not None and name not in after for name, value in before.items())):
        patch[RETAINED] = kept
    return patch


def _added(patch: Plain, name: str, lists: tuple[list[Any], list[Any]], holder: Plain) -> None:
    old, new = lists
    if name in MERGED_TEXTS:
        if not is_same(old, new):
            patch[ORDER + name] = new
            patch[name] = [one for one in new if one not in old]
        return
    key = merge_key(name, holder)
    if not key or not old or not _are_named(key, old, new):
        if not is_same(old, new):
            patch[name] = new
        return
    entries: list[Any] = []
    for one, other in _pairs(old, new, key):
        if one is None:
            entries.append(other)
        elif other is not None and (inner := additions(one, other, retain=name in RETAINING)):
            entries.append({**inner, key: other[key]})
    order = [one[key] for one in new]
    if entries or [one[key] for one in old] != order:
        patch[ORDER + name] = order
    if entries:
        patch[name] = sorted(entries, key=lambda one: order.index(one[key]))


def _deleted(patch: Plain, name: str, lists: tuple[list[Any], list[Any]], holder: Plain) -> None:
    old, new = lists
    if name in MERGED_TEXTS:
        if missing := [one for one in old if one not in new]:
            patch[DROPPED + name] = missing
            patch[ORDER + name] = new
        return
    key = merge_key(name, holder)
    if not key or not old or not _are_named(key, old, new):
        return
    entries: list[Any] = []
    gone: list[Any] = []
    for one, other in _pairs(old, new, key):
        if other is None:
            gone.append({DIRECTIVE: "delete", key: one[key]})
        elif one is not None and (inner := deletions(one, other, retain=name in RETAINING)):
            entries.append({**inner, key: other[key]})
    if entries or gone:
        order = [one[key] for one in new]
        patch[ORDER + name] = order
        patch[name] = [*sorted(entries, key=lambda one: order.index(one[key])), *gone]


def _are_named(key: str, *lists: list[Any]) -> bool:
    return all(type(one) is dict and key in one for entries in lists for one in entries)


def _pairs(old: list[Plain], new: list[Plain], key: str) -> list[tuple[Any, Any]]:
    """The entries side by side, in the order of their keys' texts; of equal keys, the last comes first."""
    left, right = (
        [one for _, one in sorted(enumerate(side), key=lambda found: (str(found[1][key]), -found[0]))]
        for side in (old, new)
    )
    pairs: list[tuple[Any, Any]] = []
    while left and right:
        one, other = str(left[0][key]), str(right[0][key])
        pairs.append((left.pop(0) if one <= other else None, right.pop(0) if other <= one else None))
    return [*pairs, *((one, None) for one in left), *((None, other) for other in right)]
