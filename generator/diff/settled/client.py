"""(what the server holds, what was applied before, what is applied now) -> what it holds after client-side apply.

A part that is written as before makes no patch: only what differs is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.settled import strategic
from generator.diff.settled.deltas import RETAINING

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
        if old == new and name in before and name in now:
            continue
        held = live.get(name)
        if name == replaced and type(new) is dict:
            merged[name] = new
        elif type(new) is dict and type(held) is dict and name not in RETAINING:
            merged[name] = _merged(held, old if type(old) is dict else {}, new, replaced)
        else:
            _patch(merged, name, before, now)
    return merged


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
        if name in before and before[name] == value:
            continue
        old, held = before.get(name), merged.get(name)
        if type(value) is dict:
            merged[name] = replaced(held if type(held) is dict else {}, old if type(old) is dict else {}, value)
        elif value is None:
            merged.pop(name, None)
        else:
            merged[name] = value
    return merged
