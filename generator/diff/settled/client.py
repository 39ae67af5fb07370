"""(what the server holds, what was applied before, what is applied now) -> what it holds after client-side apply.

A part that is written as before makes no patch: only what differs is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.same import is_same
from generator.diff.settled import strategic
from generator.diff.settled.deltas import RETAINING, merge_key

Plain = dict[str, Any]

CONTEXT = ("kind", "name")
"""Fields by which lists of one name are told apart."""
REPLACED = {"PodDisruptionBudget": "selector"}
"""The structure of a kind that a patch replaces as a whole."""


def applied(live: Plain, before: Mapping[str, Any], now: Mapping[str, Any]) -> Plain:
    """A strategic merge patch, for the kinds that kubectl has types of."""
    return _merged(live, before, now, REPLACED.get(str(now.get("kind")), ""))


def _merged(live: Plain, before: Mapping[str, Any], now: Mapping[str, Any], replaced: str) -> Plain:
    merged = {**live}
    for name in {**before, **now}:
        old, new = before.get(name), now.get(name)
        if is_same(old, new) and name in before and name in now:
            continue
        held = live.get(name)
        if name == replaced and type(new) is dict:
            merged[name] = new
        elif type(new) is dict and type(held) is dict and name not in RETAINING:
            merged[name] = _merged(held, old if type(old) is dict else {}, new, replaced)
        elif name not in RETAINING and _is_side_by_side(merge_key(name, now), held, old, new):
            merged[name] = _each(held or [], old or [], new or [], replaced)
        else:
            _patch(merged, name, before, now)
    return merged


def _each(held: list[Any], before: list[Any], now: list[Any], replaced: str) -> list[Any]:
    return [_merged(one, old, new, replaced) for one, old, new in zip(held, before, now, strict=True)]


def _is_side_by_side(key: str, *lists: Any) -> bool:
    """Whether all have the same entries, each once and in one order: then each is merged by itself."""
    if not key or any(type(entries) is not list for entries in lists):
        return False
    names = [[str(one.get(key)) if type(one) is dict else "" for one in entries] for entries in lists]
    return names[0] == names[1] == names[2] and len(names[0]) == len(set(names[0]))


def _patch(merged: Plain, name: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    names = (name, *CONTEXT)
    held, old, new = ({key: side[key] for key in names if key in side} for side in (merged, before, now))
    after = strategic.applied(held, {**old, **{key: new[key] for key in CONTEXT if key in new}}, new)
    if name in after:
        merged[name] = after[name]
    else:
        merged.pop(name, None)


def replaced(live: Plain, before: Mapping[str, Any], now: Mapping[str, Any]) -> Plain:
    """A JSON merge patch, for the kinds that the server has from a definition: lists are replaced."""
    merged = {name: value for name, value in live.items() if name in now or name not in before}
    for name, value in now.items():
        if name in before and is_same(before[name], value):
            continue
        old, held = before.get(name), merged.get(name)
        if type(value) is dict:
            merged[name] = replaced(held if type(held) is dict else {}, old if type(old) is dict else {}, value)
        elif value is None:
            merged.pop(name, None)
        else:
            merged[name] = value
    return merged
