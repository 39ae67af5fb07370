"""(an object, a strategic merge patch) -> the object after it, or one patch after another (strategicpatch/patch.go)."""

from __future__ import annotations

from typing import Any

from generator.diff.settled.deltas import (
    DIRECTIVE,
    DROPPED,
    MERGED_TEXTS,
    ORDER,
    RETAINED,
    additions,
    deletions,
    merge_key,
)

Plain = dict[str, Any]


def applied(live: Plain, before: Plain, now: Plain) -> Plain:
    """What the server holds after kubectl applied `now` where it had applied `before`."""
    patch = _merged(deletions(before, now), additions(live, now), as_patch=True)
    return _merged(live, patch, as_patch=False)


def _merged(target: Plain, patch: Plain, *, as_patch: bool) -> Plain:
    """A target after a patch; a target that is a patch itself keeps nulls and directives."""
    if patch.get(DIRECTIVE) == "delete":
        return {}
    merged = dict(target)
    if RETAINED in patch:
        if as_patch:
            merged[RETAINED] = patch[RETAINED]
        else:
            merged = {name: value for name, value in merged.items() if name in patch[RETAINED]}
    orders = {name.removeprefix(ORDER): value for name, value in patch.items() if name.startswith(ORDER)}
    for name, order in orders.items():
        _ordered(merged, patch, (name, order), as_patch=as_patch)
    for name, value in patch.items():
        if not (name == RETAINED or name.startswith(ORDER) or name in orders):
            _field(merged, name, value, as_patch=as_patch)
    return merged


def _field(merged: Plain, name: str, value: Any, *, as_patch: bool) -> None:
    if name.startswith(DROPPED):
        if as_patch:
            merged[name] = value
        elif type(held := merged.get(name.removeprefix(DROPPED))) is list:
            merged[name.removeprefix(DROPPED)] = [one for one in held if one not in value]
        return
    held = merged.get(name)
    if value is None:
        merged.pop(name, None)
        if as_patch:
            merged[name] = None
    elif type(held) is type(value) is dict:
        merged[name] = _merged(held, value, as_patch=as_patch)
    elif type(held) is type(value) is list and (key := merge_key(name, merged)):
        merged[name] = _entries(held, value, key, as_patch=as_patch)
    else:
        merged[name] = _clean(value, nulls=as_patch)


def _ordered(merged: Plain, patch: Plain, ordering: tuple[str, list[Any]], *, as_patch: bool) -> None:
    """Merge a list whose order the patch tells: its entries in that order, the server's own where they stood."""
    name, order = ordering
    if as_patch:
        merged[ORDER + name] = order
    held, new = merged.get(name), patch.get(name)
    if type(held) is not list and type(new) is not list:
        return
    key = merge_key(name, merged)
    if type(held) is not list:
        both = _clean(new, nulls=as_patch)
    elif type(new) is not list:
        both = held
    elif name in MERGED_TEXTS:
        both = [*held, *(one for one in new if one not in held)]
    else:
        both = _entries(held, new, key, as_patch=as_patch)
    merged[name] = _in_order(both, order, held if type(held) is list else [], key)


def _entries(held: list[Any], new: list[Any], key: str, *, as_patch: bool) -> list[Any]:
    gone = [one[key] for one in new if one.get(DIRECTIVE) == "delete"]
    plain = [one for one in new if DIRECTIVE not in one]
    if as_patch:
        kept, plain = [*held], new
    else:
        kept = [one for one in held if one.get(key) not in gone]
    merged = [*kept]
    for one in plain:
        at = next((place for place, other in enumerate(merged) if other.get(key) == one.get(key)), None)
        if at is None:
            merged.append(one if as_patch else _clean(one, nulls=False))
        else:
            merged[at] = _merged(merged[at], one, as_patch=as_patch)
    return _in_order(merged, [one.get(key) for one in plain], kept, key)


def _in_order(both: list[Any], order: list[Any], held: list[Any], key: str) -> list[Any]:
    """First what the patch orders, and between it what only the server has, before what followed it there."""

    def name(one: Any) -> Any:
        return one.get(key) if key else one

    stood = [name(one) for one in held]
    left = [one for one in both if name(one) not in order]
    right = sorted((one for one in both if name(one) in order), key=lambda one: order.index(name(one)))
    merged: list[Any] = []
    while left and right:
        one, other = name(left[0]), name(right[0])
        is_before = other in stood and one in stood and stood.index(one) < stood.index(other)
        merged.append(left.pop(0) if is_before else right.pop(0))
    return [*merged, *left, *right]


def _clean(value: Any, *, nulls: bool) -> Any:
    """A value as it is stored: without what only a patch says, and without nulls unless they are still to be said."""
    if type(value) is dict:
        kept = {name: one for name, one in value.items() if nulls or (one is not None and not _is_directive(name))}
        return {name: _clean(one, nulls=nulls) for name, one in kept.items()}
    if type(value) is list:
        return [_clean(one, nulls=nulls) for one in value if not (type(one) is dict and DIRECTIVE in one)]
    return value


def _is_directive(name: str) -> bool:
    return name in (RETAINED, DIRECTIVE) or name.startswith((ORDER, DROPPED))
