"""What may be said of a report: no hidden value, wherever it turns up, and nothing that looks like a secret."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from generator.console.veil import HIDDEN, SHORTEST, veil
from generator.diff.nouns import NOTHING, Change, Edit, Report
from generator.diff.report.wholes import leaves

_ORDINARY = frozenset({"true", "false", "null", "none", "enabled", "disabled", "required", "optional"})


class Discretion:
    """Knows what is hidden in a report, and keeps it out of every text."""

    def __init__(self, report: Report) -> None:
        known = {value for told in report.changes for value in _hidden(told.change)}
        self._known: dict[str, list[str]] = defaultdict(list)
        for value in sorted(known, key=lambda value: (-len(value), value)):
            self._known[value[:SHORTEST]].append(value)
        self.text = cache(self._text)

    def value(self, value: Any) -> str:
        """A value as people write it, in as many lines as it has."""
        return self.text(spelled(value))

    def _text(self, text: str) -> str:
        return veil(self._without_known(text))

    def _without_known(self, text: str) -> str:
        if not self._known:
            return text
        kept, start, at = [], 0, 0
        while at <= len(text) - SHORTEST:
            value = next((one for one in self._known.get(text[at : at + SHORTEST], ()) if text.startswith(one, at)), "")
            if value:
                kept += [text[start:at], HIDDEN]
                start = at + len(value)
            at += len(value) or 1
        return "".join([*kept, text[start:]])


def spelled(value: Any) -> str:
    """A value in YAML's words; a text that reads as something else is quoted."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if _is_ambiguous(value) else value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _is_ambiguous(text: str) -> bool:
    if not text or text != text.strip(" "):
        return True
    try:
        return not isinstance(json.loads(text), str)
    except (ValueError, RecursionError):
        return text in ("yes", "no", "on", "off", "~")


def _hidden(change: Change) -> Iterator[str]:
    for edit in _edits(change):
        if edit.hidden:
            for value in (edit.old, edit.new):
                yield from _texts(value)


def _edits(change: Change) -> Iterable[Edit]:
    return leaves(change)


def _texts(value: Any) -> Iterator[str]:
    """Each text in a value, whole and by line; numbers and short words are parts of too much else."""
    if value is NOTHING or value is None:
        return
    if isinstance(value, str):
        for one in (value, *value.split("\n")):
            bare = one.strip()
            if len(bare) >= SHORTEST and bare.lower() not in _ORDINARY:
                yield bare
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)
