"""An object and the edits that lead away from it -> the object that they lead to."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.diff.compare import embedded, keys
from generator.diff.compare.paths import Entry, Steps, steps
from generator.diff.compare.where import Where
from generator.diff.nouns import NOTHING, Edit
from generator.kubernetes.reading import group

Deeds = list[tuple[Steps, Edit]]


def applied(before: Mapping[str, Any], edits: Iterable[Edit]) -> Any:
    """What the edits make of an object; where an entry comes into a list with keys it comes last."""
    where = Where(group(before), str(before.get("kind", "")))
    return _value(copy.deepcopy(dict(before)), [(steps(edit.path), edit) for edit in edits], where)


def _value(value: Any, deeds: Deeds, where: Where) -> Any:
    here = [edit for at, edit in deeds if not at and edit.about != "order changed"]
    inner = [(at, edit) for at, edit in deeds if at]
    order = next((edit for at, edit in deeds if not at and edit.about == "order changed"), None)
    if isinstance(value, str) and inner and not here:
        return _document(value, inner, where)
    for edit in here:  # one form of a value may go as another comes
        if edit.old is not NOTHING:
            assert value == edit.old
            value = NOTHING
    entries = [one for one in inner if isinstance(one[0][0], Entry)]
    named = [one for one in inner if not isinstance(one[0][0], Entry)]
    if named and not (value is NOTHING and all(edit.new is NOTHING for _, edit in named)):
        value = _mapping(value, named, where)
    if (entries or order) and not isinstance(value, dict):
        value = _list([] if value is NOTHING else value, entries, order, where)
    for edit in here:
        if edit.new is not NOTHING:
            value = edit.new
    return value


def _mapping(value: Any, deeds: Deeds, where: Where) -> Any:
    found = dict(value) if isinstance(value, dict) else {}
    for key in {at[0] for at, _ in deeds}:
        below = [(at[1:], edit) for at, edit in deeds if at[0] == key]
        made = _value(found.pop(key, NOTHING), below, where.at(key))
        if made is not NOTHING:
            found[key] = made
    return found or NOTHING


def _list(value: list[Any], deeds: Deeds, order: Edit | None, where: Where) -> Any:
    labels = keys.labels(value, (), where)
    below = {label: [(at[1:], edit) for at, edit in deeds if at[0] == label] for label in {at[0] for at, _ in deeds}}
    if value and labels is None:
        return _alike(value, below, order)
    entries: dict[str, Any] = dict(zip((labels or ([], []))[0], value, strict=True))
    for label, inside in below.items():
        entries[label] = _value(entries.get(label, NOTHING), inside, where.at(Entry(label)))
    left = {label: one for label, one in entries.items() if one is not NOTHING}
    if order:
        moved = iter(order.new)
        left = {name: left[name] for name in (next(moved) if label in order.new else label for label in left)}
    return list(left.values()) or NOTHING


def _alike(value: list[Any], below: Mapping[str, Deeds], order: Edit | None) -> Any:
    if order:
        return _reordered(value, order)
    whole = [(int(label), edit) for label, inside in below.items() for at, edit in inside if not at]
    gone = {index: edit for index, edit in whole if edit.new is NOTHING}
    come = {index: edit.new for index, edit in whole if edit.old is NOTHING}
    left = [(index, one) for index, one in enumerate(value) if index not in gone]
    length, result, kept = len(left) + len(come), [], iter(left)
    for index in range(length):
        if index in come:
            result.append(come[index])
            continue
        was, one = next(kept)
        label = str(min(index, was))
        inside = [(at, edit) for at, edit in below.get(label, ()) if at or NOTHING not in (edit.old, edit.new)]
        result.append(_value(one, inside, Where("x.example", "X")) if inside else one)
    return result or NOTHING


def _reordered(value: list[Any], order: Edit) -> list[Any]:
    waiting: dict[str, list[Any]] = {}
    for label, one in zip(order.old, value, strict=True):
        waiting.setdefault(label, []).append(one)
    return [waiting[label].pop() for label in order.new]


def _document(text: str, deeds: Deeds, where: Where) -> str:
    both = embedded.contents(text, text, where)
    assert both is not None
    return json.dumps(_value(both[0], deeds, where._replace(free=True)))
