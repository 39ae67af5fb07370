"""Two values -> every leaf that differs, with its place; the walk that all else of this room builds on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.diff.compare import align, embedded, keys
from generator.diff.compare.paths import Entry
from generator.diff.compare.sensitive import inner, speaks
from generator.diff.compare.telling import is_flag
from generator.diff.compare.where import Where
from generator.diff.nouns import NOTHING

ORDER, LAYOUT = "order changed", "layout"
_DEEPEST = 100


class Found(NamedTuple):
    """A leaf that differs."""

    where: Where
    old: Any
    new: Any
    about: str = ""


def found(old: Any, new: Any, where: Where) -> Iterator[Found]:
    """Every difference of two values at one place."""
    if old is new:
        return
    if _is_full(old, Mapping) and _is_full(new, Mapping) and len(where.steps) < _DEEPEST:
        for key in {**old, **new}:
            before, after = old.get(key, NOTHING), new.get(key, NOTHING)
            if not _is_same(before, after):
                yield from found(before, after, inner(where, key, old, new))
    elif _is_full(old, list) and _is_full(new, list):
        yield from _of_lists(old, new, where)
    elif isinstance(old, str) and isinstance(new, str):
        yield from _of_texts(old, new, where) if old != new else ()
    elif old is NOTHING or new is NOTHING or text_of(old) != text_of(new):
        yield from _of_others(old, new, where)


def _is_same(old: Any, new: Any) -> bool:
    """Whether two values are one, to the type; where that is dear to ask it is asked further down."""
    return old is new or (type(old) is type(new) and not isinstance(old, dict | list) and bool(old == new))


def text_of(value: Any) -> str:
    """A value as a text that no other value has: `1`, `1.0`, `"1"` and `true` are four."""
    return json.dumps(value, sort_keys=True, default=str)


def _is_full(value: Any, kind: type) -> bool:
    return isinstance(value, kind) and bool(value)


def _of_others(old: Any, new: Any, where: Where) -> Iterator[Found]:
    """Values of two forms, or of which one is not there: those with leaves of their own go or come leaf by leaf."""
    if not (_is_apart(old, where) or _is_apart(new, where)):
        yield Found(where, old, new)
        return
    for place, leaf in leaves(old, where) if old is not NOTHING else ():
        yield Found(place, leaf, NOTHING)
    for place, leaf in leaves(new, where) if new is not NOTHING else ():
        yield Found(place, NOTHING, leaf)


def _is_apart(value: Any, where: Where) -> bool:
    """Whether a value is told leaf by leaf."""
    if len(where.steps) >= _DEEPEST:
        return False
    return _is_full(value, Mapping) or (_is_full(value, list) and keys.labels(value, (), where) is not None)


def leaves(value: Any, where: Where) -> Iterator[tuple[Where, Any]]:
    """Every leaf of a value that is told by itself."""
    if not _is_apart(value, where):
        yield where, value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from leaves(below, inner(where, key, value, {}))
    else:
        names = keys.labels(value, (), where) or ([], [])
        for label, below in zip(names[0], value, strict=True):
            yield from leaves(below, where.at(Entry(label), secret=where.secret))


def _of_texts(old: str, new: str, where: Where) -> Iterator[Found]:
    both = embedded.contents(old, new, where) if embedded.is_document(where) and not where.secret else None
    inside = list(found(*both, where._replace(free=True))) if both else []
    if inside:
        yield from inside
    else:
        yield Found(where, old, new, LAYOUT if both or old.rstrip("\n") == new.rstrip("\n") else "")


def _of_lists(old: list[Any], new: list[Any], where: Where) -> Iterator[Found]:
    names = keys.labels(old, new, where)
    if names is None:
        yield from _of_alike(old, new, where)
        return
    if order := align.orders(names):
        yield Found(where, order[0], order[1], ORDER)
    for label, before, after in align.keyed(old, new, names):
        if before is after:
            continue
        yield from found(before, after, where.at(Entry(label), secret=where.secret))


def _of_alike(old: list[Any], new: list[Any], where: Where) -> Iterator[Found]:
    texts = [text_of(one) for one in old], [text_of(one) for one in new]
    if texts[0] == texts[1]:
        return
    if sorted(texts[0]) == sorted(texts[1]):
        yield _reordered(old, new, texts, where)
        return
    secret = {*_behind_flags(old, texts[0]), *_behind_flags(new, texts[1])}
    for label, before, after in align.alike(old, new, texts):
        hides = where.secret or text_of(before) in secret or text_of(after) in secret
        place = where.at(Entry(label), secret=hides)
        if _is_full(before, Mapping) and _is_full(after, Mapping):
            yield from found(before, after, place)
        else:
            yield Found(place, before, after)


def _behind_flags(items: list[Any], texts: list[str]) -> Iterator[str]:
    """The arguments behind an option that says they are secret."""
    for flag, value, text in zip(items, items[1:], texts[1:], strict=False):
        if is_flag(flag) and speaks(flag, (value,)):
            yield text


def _reordered(old: list[Any], new: list[Any], texts: tuple[list[str], list[str]], where: Where) -> Found:
    """Both orders of the same entries: of texts themselves, of others their numbers in an order of their own."""
    if all(isinstance(one, str) for one in old):
        return Found(where, tuple(old), tuple(new), ORDER)
    ranks = {text: str(index) for index, text in enumerate(sorted(set(texts[0])))}
    return Found(where, tuple(ranks[one] for one in texts[0]), tuple(ranks[one] for one in texts[1]), ORDER)
