"""(what the server holds, what its owner applied before, what is applied now) -> what it holds after server-side apply.

As structured-merge-diff does it: what is applied now wins; what the same owner applied before and no longer does goes,
with the defaults below it; what nobody applied stays. Lists with keys are merged by them, all others replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.diff.same import is_same
from generator.diff.settled.lists import ATOMIC, MAPS, SETS, identity, keys_of

Plain = dict[str, Any]
Named = Callable[[str, Mapping[str, Any]], tuple[str, ...]]
"""What names the entries of a list."""


def applied(live: Plain, before: Mapping[str, Any], now: Mapping[str, Any], named: Named | None = None) -> Plain:
    """Server-side apply; `named` where the object is of a kind that the server has from a definition."""
    return _structure(live, before, now, named or keys_of, builtin=named is None)


def _structure(
    live: Mapping[str, Any], before: Mapping[str, Any], now: Mapping[str, Any], named: Named, *, builtin: bool
) -> Plain:
    merged = {**live}
    for name, value in now.items():
        if value is None:
            merged.pop(name, None)
        elif name not in before or not is_same(before[name], value):
            merged[name] = new = _value(name, (live.get(name), before.get(name), value), now, named, builtin=builtin)
            if new == {} and live.get(name) and not (builtin and name in ATOMIC):
                del merged[name]  # what loses its last part is no longer there, though it is applied
    for name, value in before.items():
        if name not in now and name in merged:
            _leave(merged, name, value, builtin=builtin)
    return merged


def _value(name: str, values: tuple[Any, Any, Any], holder: Any, named: Named, *, builtin: bool) -> Any:
    held, old, new = values
    if type(new) is dict:
        if type(held) is not dict or (builtin and name in ATOMIC):
            return new
        return _structure(held, old if type(old) is dict else {}, new, named, builtin=builtin)
    if type(new) is list and type(held) is list:
        if builtin and name in SETS:
            return _set(held, old or (), new)
        if keys := named(name, holder):
            return _entries((held, old if type(old) is list else [], new), keys, named, builtin=builtin)
    return new


def _leave(merged: Plain, name: str, before: Any, *, builtin: bool) -> None:
    """Take out what is no longer applied: of a map the entries that were, of all else the whole field."""
    held = merged[name]
    if builtin and name in MAPS and type(before) is dict and type(held) is dict and before:
        merged[name] = {key: value for key, value in held.items() if key not in before}
    elif builtin and name in SETS and type(before) is list and type(held) is list:
        merged[name] = [value for value in held if value not in before]
    else:
        del merged[name]


def _set(held: list[Any], before: Any, now: list[Any]) -> list[Any]:
    return [*(one for one in held if one in now or one not in before), *(one for one in now if one not in held)]


def _entries(
    lists: tuple[list[Any], list[Any], list[Any]], keys: tuple[str, ...], named: Named, *, builtin: bool
) -> list[Any]:
    held, before, now = lists
    held_by: dict[Any, Any] = {identity(one, keys): one for one in held}
    before_by: dict[Any, Any] = {identity(one, keys): one for one in before}
    now_by = {identity(one, keys): one for one in now}
    merged: list[Any] = []
    for key in _order([*held_by], [*now_by]):
        if key in now_by:
            one, old, new = held_by.get(key), before_by.get(key, {}), now_by[key]
            if type(one) is dict and type(old) is dict and type(new) is dict:
                new = _structure(one, old, new, named, builtin=builtin)
            merged.append(new)
        elif key not in before_by:
            merged.append(held_by[key])
    return merged


def _order(held: list[Any], now: list[Any]) -> list[Any]:
    """The order of what is applied, with what only the server has where it stood among what both have."""
    if held == now:
        return now
    is_now, is_held = set(now), set(held)
    shared = [key for key in now if key in is_held]
    ordered: list[Any] = []
    done: set[Any] = set()
    at, then = 0, 0
    while at < len(held) or then < len(now):
        if at < len(held):
            key = held[at]
            if key in done or (key in is_now and then < len(now) and key != now[then] and shared and key != shared[0]):
                at += 1
                continue
            if key not in is_now:
                ordered.append(key)
                at += 1
                continue
        if then == len(now):
            at += 1
            continue
        key = now[then]
        ordered.append(key)
        done.add(key)
        then += 1
        if shared and shared[0] == key:
            shared.pop(0)
    return ordered
