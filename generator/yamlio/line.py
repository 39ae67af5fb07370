"""A line of the block style that charts are written in -> what it says."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

from generator.yamlio.gotypes import key_of, value_of

_LINE = re.compile(r'( *)((?:- )*)(?:([A-Za-z_][A-Za-z0-9_./-]*|"[^"\\\n]*"):(?: ([^\n]+))?|([^\n]*))')
_SINGLE_QUOTED = re.compile(r"'[^']*'")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\["\\bfnrt])*"')
_INDICATORS = frozenset(" [{]},&*!|>%@`#?:\"'")
_EMPTY: dict[str, Any] = {"{}": dict, "[]": list}
_LITERAL = {"|": "\n", "|-": ""}
HOLE = object()
"""A value that is on the lines below, or null."""


class UnusualError(Exception):
    """The document is outside the small language."""


class Line(NamedTuple):
    """What a line says: so many dashes from a column on, then a key or none, then a value."""

    column: int
    dashes: int
    name: str | None
    value: Any


class Literal(NamedTuple):
    """The head of a literal block: what ends its text."""

    ending: str


@lru_cache(maxsize=1 << 16)
def understood(line: str) -> Line | None:
    """What a line says; None where it says nothing."""
    match = _LINE.fullmatch(line)
    indent, dashes, name, value, rest = match.groups() if match else ("", "", None, None, "?")
    if name is None and not dashes and (not rest or rest.startswith("#")):
        return None
    if name is not None:
        key = name[1:-1] if name.startswith('"') else key_of(name)
        if key is None:
            raise UnusualError
        return Line(len(indent), len(dashes) // 2, key, _below_or(value))
    if rest == "-":
        return Line(len(indent), len(dashes) // 2 + 1, None, HOLE)
    if not dashes or not rest:
        raise UnusualError
    return Line(len(indent), len(dashes) // 2, None, _value(rest))


def _below_or(text: str | None) -> Any:
    if text is None:
        return HOLE
    return Literal(_LITERAL[text]) if text in _LITERAL else _value(text)


def _value(text: str) -> Any:
    if text in _EMPTY:
        return _EMPTY[text]
    if text[0] in _INDICATORS:
        return _quoted(text)
    if text[:2] in ("-", "- ") or " #" in text or ": " in text or text[-1] in " :":
        raise UnusualError
    return value_of(text)


def _quoted(text: str) -> str:
    if _SINGLE_QUOTED.fullmatch(text):
        return text[1:-1]
    if _DOUBLE_QUOTED.fullmatch(text):
        return str(json.loads(text))
    raise UnusualError
