"""Changes -> the text of a unified diff, as `git apply` and `patch -p1` read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from generator.write.generated import Changes, FileChange

_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # str.splitlines also breaks at form feeds and U+2028
_UNFINISHED = "\n\\ No newline at end of file\n"


def difference(changes: Changes) -> Iterator[str]:
    """The lines of the diff, each with its end."""
    for change in changes:
        yield from _of_file(change)


def _of_file(change: FileChange) -> Iterator[str]:
    lines = unified_diff(
        _lines(change.before),
        _lines(change.after),
        "/dev/null" if change.before is None else f"a/{change.path}",
        "/dev/null" if change.after is None else f"b/{change.path}",
    )
    for line in lines:
        yield line if line.endswith("\n") else line + _UNFINISHED


def _lines(data: bytes | None) -> list[str]:
    return _LINE.findall((data or b"").decode("utf-8", "backslashreplace"))
