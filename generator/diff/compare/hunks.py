"""Two texts -> the lines of one that are not the other's, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff


def hunk(old: str, new: str, context: int = 3) -> Iterator[str]:
    """The lines of a unified diff without its head, none with its end."""
    lines = unified_diff(old.split("\n"), new.split("\n"), n=context, lineterm="")
    yield from (line for index, line in enumerate(lines) if index > 1)
