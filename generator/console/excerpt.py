"""A place -> the lines of its file around it, with a caret below."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.console.screen import Look
from generator.console.text import safe, width
from generator.errors import Place

SourceLines = Callable[[str], Sequence[str]]
"""A file of the repository -> its lines; none where they cannot be shown."""

_LARGEST = 1 << 20
_WIDEST = 120
_BEFORE, _AFTER = 2, 1


def source_lines(root: Path | None) -> SourceLines:
    """The lines of files as they lie below a folder; each file is read once."""
    known: dict[str, Sequence[str]] = {}

    def lines(file: str) -> Sequence[str]:
        if root is None:
            return ()
        if file not in known:
            known[file] = _read(root / file)
        return known[file]

    return lines


def excerpt(place: Place, lines: Sequence[str], look: Look) -> Iterator[str]:
    """The lines around a place behind a gutter, the caret below its column."""
    if not 1 <= place.line <= len(lines):
        return
    first, last = max(1, place.line - _BEFORE), min(len(lines), place.line + _AFTER)
    gutter = len(str(last))
    start = max(0, place.column - _WIDEST // 2) if len(lines[place.line - 1]) > _WIDEST else 0
    for number in range(first, last + 1):
        bar = look.paint(f"{number:>{gutter}} |", "blue")
        yield f"  {bar} {_shown(lines[number - 1], start)}".rstrip()
        if number == place.line:
            bar = look.paint(f"{'':>{gutter}} |", "blue")
            yield f"  {bar} {_indent(lines[number - 1], start, place.column)}{look.paint('^', 'red', bold=True)}"


def _shown(line: str, start: int) -> str:
    cut = line[start : start + _WIDEST]
    after = "…" if len(line) > start + _WIDEST else ""
    return f"{'…' if start and cut else ''}{safe(cut)}{after}"


def _indent(line: str, start: int, column: int) -> str:
    before = safe(line[start : column - 1])
    blank = "".join("\t" if character == "\t" else " " * width(character) for character in before)
    return f"{' ' if start else ''}{blank}"


def _read(path: Path) -> Sequence[str]:
    if ".." in path.parts:
        return ()
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return ()
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return ()
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
