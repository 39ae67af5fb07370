"""What is known of a code -> the lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from generator.console.screen import Look
from generator.console.text import safe


class Example(Protocol):
    """One side (`guide.Example`)."""

    @property
    def text(self) -> str: ...


class Guidance(Protocol):
    """What is known of a code (`guide.Guidance`)."""

    @property
    def code(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def wrong(self) -> Example: ...
    @property
    def right(self) -> Example: ...


def guidance_lines(known: Guidance, look: Look) -> Iterator[str]:
    """The code with its meaning, then what is wrong, then what is right."""
    yield f"{look.paint(known.code, 'red', bold=True)}: {safe(known.why)}"
    for title, color, example in (("wrong", "red", known.wrong), ("right", "green", known.right)):
        yield ""
        yield f"{look.paint(title, color)}:"
        yield from (f"  {safe(line)}".rstrip() for line in example.text.split("\n"))
