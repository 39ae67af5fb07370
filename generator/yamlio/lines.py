"""A document in the block style that charts are written in -> data, a line at a time.

Two to three times as fast as the parser, since manifests repeat their lines and each is understood once. Nothing is
guessed: a line outside this small language makes the document unusual, and the parser reads it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from generator.yamlio.line import HOLE, Literal, UnusualError, understood

UNUSUAL: Final = object()

_UNPRINTABLE = re.compile(r"[^\n -~]")


def block(text: str) -> Any:
    """The data of one document, None where it is empty, or `UNUSUAL`."""
    if _UNPRINTABLE.search(text):
        return UNUSUAL
    try:
        return _Block(text).data()
    except UnusualError:
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
            entry = understood(lines[number])
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
                raise UnusualError
            self.hole = None
            if value is HOLE:
                self.hole, self.hole_column, mapping[name] = name, column, None
            elif type(value) is Literal:
                mapping[name], number = self.literal(value, number, column)
            else:
                mapping[name] = value() if value is dict or value is list else value
        return self.root[""]

    def item(self, column: int, dashes: int) -> int:
        """Find or open the list of a dash; the column after the last dash."""
        if self.hole is not None and column >= self.hole_column:
            self.enter([], column)
        elif type(self.back_to(column)) is not list:
            raise UnusualError
        self.hole = None
        for _ in range(dashes - 1):
            column += 2
            inner: list[Any] = []
            self.open[-1].append(inner)
            self.push(inner, column)
        return column + 2

    def append(self, value: Any, column: int) -> None:
        """Add a value to the list of a dash; a dash alone leaves it to the lines below, or it is null."""
        self.open[-1].append(value() if value is dict or value is list else None if value is HOLE else value)
        if value is HOLE:
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
            raise UnusualError
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
            raise UnusualError
        return self.open[-1]

    def literal(self, end: Literal, start: int, column: int) -> tuple[str, int]:
        """The text of a literal block below a key, and the number of the line after it."""
        first = self.lines[start] if start < len(self.lines) else ""
        margin = len(first) - len(first.lstrip(" "))
        if not first.strip() or margin <= column:
            raise UnusualError
        pad, number = " " * margin, start
        while number < len(self.lines) and (self.lines[number].startswith(pad) or not self.lines[number].strip()):
            number += 1
        text = "\n".join(line[margin:] for line in self.lines[start:number])
        following = self.lines[number] if number < len(self.lines) else ""
        if number == len(self.lines) and self.lines[-1]:
            raise UnusualError  # the file ends in mid-line
        if len(following) - len(following.lstrip(" ")) > column:
            raise UnusualError
        return text.rstrip("\n") + end.ending, number
