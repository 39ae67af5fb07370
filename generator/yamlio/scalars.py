"""A plain scalar of an input file -> its value, or why it must be quoted: no YAML version may read it differently."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from generator.yamlio.characters import quoted, shown

Value = str | int | float | bool | date | None


class Ambiguous(NamedTuple):
    """A plain scalar that YAML readers disagree about, and what to write instead."""

    message: str
    hint: str


_WORDS: dict[str, Value] = {"": None, "null": None, "~": None, "true": True, "false": False}
_SUSPECT = frozenset("0123456789+-.=<N")
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LARGEST = 2**53
_MOST_DIGITS = 15

_NUMBER = "is a number to some YAML readers and text to others"
_REASONS = (
    (re.compile(r"="), "is a tag to some YAML readers and text to others"),
    (re.compile(r"<<"), "is a merge key to some YAML readers and text to others"),
    (re.compile(r"Null|NULL"), "is null to some YAML readers and text to others"),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"), "is not a finite number"),
    (re.compile(r"[-+]?0[0-9_]+"), "has a leading zero: octal to some YAML readers, decimal to others"),
    (re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+"), "loses its last zero as a number"),
    (
        re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"),
        "is a number in base 60 to some YAML readers and text to others",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?"),
        "is a time to some YAML readers and text to others",
    ),
    (re.compile(r"[-+]?0(?:[xX][0-9a-fA-F_]+|[oO][0-7_]+|[bB][01_]+)"), _NUMBER),
    (re.compile(r"[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9_]+)?"), _NUMBER),
)


def plain(text: str) -> Value | Ambiguous:
    """The value of an unquoted scalar; everything that some YAML version types otherwise is ambiguous."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _SUSPECT:
        return text
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        return _float(text)
    if _DATE.fullmatch(text):
        return _date(text)
    for pattern, reason in _REASONS:
        if pattern.fullmatch(text):
            return _ambiguous(text, reason)
    return text


def _integer(text: str) -> int | Ambiguous:
    if len(text) > _MOST_DIGITS + 3 or abs(int(text)) > _LARGEST:
        return _ambiguous(text, "is over 2^53: not every YAML reader keeps its last digits")
    return int(text)


def _float(text: str) -> float | Ambiguous:
    if sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return _ambiguous(text, "has more digits than a number keeps")
    return float(text)


def _date(text: str) -> date | Ambiguous:
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = f"write a day that there is; or {quoted(text)}, if it is text"
        return Ambiguous(f"`{text}` looks like a date, and there is no such day", hint)


def _ambiguous(text: str, reason: str) -> Ambiguous:
    return Ambiguous(f"`{shown(text, longest=40)}` {reason}", quoted(text))
