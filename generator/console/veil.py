"""Text that is printed -> the same without what is, or looks like, a secret, wherever it came from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.model.exposed import Span, exposed, may_expose

HIDDEN = "[not shown]"
_BARE = re.compile(r"[^A-Za-z0-9+/=_.-]")
"""What ends a value of letters and digits, where nobody knows what does."""
SHORTEST = 4
"""Characters of a value that is looked for elsewhere; shorter ones are parts of ordinary words."""


def veil(text: str, known: Collection[str] = ()) -> str:
    """A text, or lines of one; also without the `known` values."""
    if may_expose(text):
        text = "\n".join(veiled_lines(text.split("\n")))
    for value in sorted(known, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    return text


def veiled_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines that follow one another."""
    return (_without(line, spans) if spans else line for line, spans in exposed(lines))


def secrets(lines: Iterable[str]) -> Iterator[str]:
    """The values in a file that are, or look like, secrets."""
    for line, spans in exposed(lines):
        for start, end in spans:
            value = line[start:end].strip().strip("\"'")
            yield from (one for one in {value, _BARE.split(value)[0]} if len(one) >= SHORTEST)


def of_environment(variables: Mapping[str, str]) -> Iterator[str]:
    """The same of the variables that this process was started with."""
    yield from secrets(f"{name}={value}" for name, value in variables.items() if value)


def _without(line: str, spans: Iterable[Span]) -> str:
    kept, last = "", 0
    for start, end in spans:
        kept, last = f"{kept}{line[last:start]}{HIDDEN}", end
    return kept + line[last:]
