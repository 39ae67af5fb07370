"""The text of an expression -> its words."""

from __future__ import annotations

import ast
import re
from typing import Any, NamedTuple

_WORD = re.compile(
    r"""\s*(?:
    (?P<number>\d+\.\d+|\d+)u?
    | (?P<text>r?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<sign>&&|\|\||==|!=|<=|>=|[-+*/%!<>()\[\],.?:])
    )""",
    re.VERBOSE,
)


class UnreadError(Exception):
    """This expression, or a value that it asks for, is not known here."""


class Word(NamedTuple):
    """A piece of an expression: `number`, `text`, `name`, `sign`, or `end`."""

    sort: str
    value: Any


def words(text: str) -> list[Word]:
    """All words, and an end."""
    found, place = [], 0
    while place < len(text.rstrip()):
        match = _WORD.match(text, place)
        if match is None:
            raise UnreadError(text[place:])
        place, sort = match.end(), str(match.lastgroup)
        found.append(Word(sort, _value(sort, match[sort])))
    return [*found, Word("end", "")]


def _value(sort: str, written: str) -> Any:
    return ast.literal_eval(written) if sort in ("number", "text") else written
