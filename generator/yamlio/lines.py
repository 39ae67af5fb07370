"""A document in the block style that charts are written in -> data, a line at a time.

Two to three times as fast as the parser, since manifests repeat their lines and each is understood once. Nothing is
guessed: a line outside this small language makes the document unusual, and the parser reads it.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

from generator.yamlio.gotypes import key_of, value_of

UNUSUAL: Final = object()

_LINE = re.compile(r'( *)((?:- )*)(?:([A-Za-z_][A-Za-z0-9_./-]*|"[^"\\\n]*"):(?: ([^\n]+))?|([^\n]*))')
_UNPRINTABLE = re.compile(r"[^\n -~]")
_SINGLE_QUOTED = re.compile(r"'[^']*'")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\["\\bfnrt])*"')
_INDICATORS = frozenset(" [{]},&*!|>%@`#?:\"'")
_HOLE = object()  # the value is below, or null
_EMPTY: dict[str, Any] = {"{}": dict, "[]": list}
_LITERAL = {"|": "\n", "|-": ""}


class _UnusualError(Exception):
    """The document is outside the small language."""


class _Line(NamedTuple):
    """What a line says: so many dashes from a column on, then a key or none, then a value."""

    column: int
    dashes: int
    name: str | None
    value: Any


def block(text: str) -> Any:
    """The data of one document, None where it is empty, or `UNUSUAL`."""
    if _UNPRINTABLE.search(text):
        return UNUSUAL
    try:
        return _Block(text).data()
    except _UnusualError:
        return UNUSUAL


class _Block:
    """The mappings and lists that are open, innermost last, each with its column."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.root: dict[str, Any] = {"": None}
        self.columns = [-1]
        self.open: list[Any] = [self.root]
        self.hole: str | int | None = ""
        self.hole_column = -1

    def data(self) -> Any:
        lines, number = self.lines, 0
        while number < len(lines):
            entry = _understood(lines[number])
            number += 1
            if entry is None:
                continue
            column, dashes, name, value = entry
            if dashes:
                column = self.item(column, dashes)
            if name is None:
                self.append(value, column)
                continue
            mapping = self.mapping(column, new=dashes > 0)
            if name in mapping:
                raise _UnusualError
            self.hole = None
            if value is _HOLE:
                self.hole, self.hole_column, mapping[name] = name, column, None
            elif type(value) is _Literal:
                mapping[name], number = self.literal(value, number, column)
            else:
                mapping[name] = value() if value is dict or value is list else value
        return self.root[""]

    def item(self, column: int, dashes: int) -> int:
        """Find or open the list of a dash; the column after the last dash."""
        if self.hole is not None and column >= self.hole_column:
            self.enter([], column)
        elif type(self.back_to(column)) is not list:
            raise _UnusualError
        self.hole = None
        for _ in range(dashes - 1):
            column += 2
            inner: list[Any] = []
            self.open[-1].append(inner)
            self.push(inner, column)
        return column + 2

    def append(self, value: Any, column: int) -> None:
        """Add a value to the list of a dash; a dash alone leaves it to the lines below, or it is null."""
        self.open[-1].append(value() if value is dict or value is list else None if value is _HOLE else value)
        if value is _HOLE:
            self.hole, self.hole_column = len(self.open[-1]) - 1, column - 1

    def mapping(self, column: int, *, new: bool) -> dict[str, Any]:
        """Find or open the mapping of a key."""
        if new:
            self.open[-1].append({})
            self.push(self.open[-1][-1], column)
        elif self.hole is not None and column > self.hole_column:
            self.enter({}, column)
        else:
            self.back_to(column)
            if type(self.open[-1]) is list:  # a list may stand at the column of the key that holds it
                self.columns.pop()
                self.open.pop()
        found = self.open[-1]
        if type(found) is not dict or self.columns[-1] != column:
            raise _UnusualError
        return found

    def enter(self, value: Any, column: int) -> None:
        self.open[-1][self.hole] = value
        self.push(value, column)

    def push(self, value: Any, column: int) -> None:
        self.open.append(value)
        self.columns.append(column)

    def back_to(self, column: int) -> Any:
        """Close what is deeper; what is left must stand at the column."""
        while self.columns[-1] > column:
            self.columns.pop()
            self.open.pop()
        if self.columns[-1] != column:
            raise _UnusualError
        return self.open[-1]

    def literal(self, end: _Literal, start: int, column: int) -> tuple[str, int]:
        """The text of a literal block below a key, and the number of the line after it."""
        first = self.lines[start] if start < len(self.lines) else ""
        margin = len(first) - len(first.lstrip(" "))
        if not first.strip() or margin <= column:
            raise _UnusualError
        pad, number = " " * margin, start
        while number < len(self.lines) and (self.lines[number].startswith(pad) or not self.lines[number].strip()):
            number += 1
        text = "\n".join(line[margin:] for line in self.lines[start:number])
        following = self.lines[number] if number < len(self.lines) else ""
        if number == len(self.lines) and self.lines[-1]:
            raise _UnusualError  # the file ends in mid-line
        if len(following) - len(following.lstrip(" ")) > column:
            raise _UnusualError
        return text.rstrip("\n") + end.ending, number


class _Literal(NamedTuple):
    """The head of a literal block: what ends its text."""

    ending: str


@lru_cache(maxsize=1 << 16)
def _understood(line: str) -> _Line | None:
    """What a line says; None where it says nothing."""
    match = _LINE.fullmatch(line)
    indent, dashes, name, value, rest = match.groups() if match else ("", "", None, None, "?")
    if name is None and not dashes and (not rest or rest.startswith("#")):
        return None
    if name is not None:
        key = name[1:-1] if name.startswith('"') else key_of(name)
        if key is None:
            raise _UnusualError
        return _Line(len(indent), len(dashes) // 2, key, _below_or(value))
    if rest == "-":
        return _Line(len(indent), len(dashes) // 2 + 1, None, _HOLE)
    if not dashes or not rest:
        raise _UnusualError
    return _Line(len(indent), len(dashes) // 2, None, _value(rest))


def _below_or(text: str | None) -> Any:
    if text is None:
        return _HOLE
    return _Literal(_LITERAL[text]) if text in _LITERAL else _value(text)


def _value(text: str) -> Any:
    if text in _EMPTY:
        return _EMPTY[text]
    if text[0] in _INDICATORS:
        return _quoted(text)
    if text[:2] in ("-", "- ") or " #" in text or ": " in text or text[-1] in " :":
        raise _UnusualError
    return value_of(text)


def _quoted(text: str) -> str:
    if _SINGLE_QUOTED.fullmatch(text):
        return text[1:-1]
    if _DOUBLE_QUOTED.fullmatch(text):
        return str(json.loads(text))
    raise _UnusualError
