"""The code of a problem -> what it means, with a wrong example and a right one: what `--explain` and the page show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from generator.nodes import plain
from generator.yamlio import parse

FILES = ("inputs", "objects", "repositories", "words")
"""Each holds the codes of one sort: of input files, of rendered objects, of the repository, and what words show."""


@dataclass(frozen=True)
class Example:
    """One side of an entry: lines of files by their paths, objects by their kinds, lines of a shell, or plain words."""

    sort: str
    parts: Mapping[str, str | None]
    """name -> text; None: there is no such file. Without a name: what is typed, or said"""

    @property
    def text(self) -> str:
        """The whole as a person reads it."""
        return "\n".join(line for name, text in self.parts.items() for line in self._lines(name, text))

    def _lines(self, name: str, text: str | None) -> Iterator[str]:
        if text is None:
            yield f"# {name}: there is none"
            return
        if name:
            yield f"# {name}"
        lead = "$ " if self.sort == "repositories" else ""
        yield from (f"{lead}{line}" for line in text.split("\n"))


@dataclass(frozen=True)
class Guidance:
    """What is known of a code."""

    code: str
    why: str
    wrong: Example
    right: Example


@cache
def guidance() -> Mapping[str, Guidance]:
    """Every code, in order."""
    found = [entry for sort in FILES for entry in _entries(sort)]
    return {entry.code: entry for entry in sorted(found, key=lambda entry: entry.code)}


def shop() -> dict[str, str]:
    """The files that the examples are laid over."""
    return {path: f"{text}\n" for path, text in _read("shop").items()}


def _entries(sort: str) -> Iterator[Guidance]:
    for code, entry in _read(sort).items():
        yield Guidance(code, entry["why"], _example(sort, entry["wrong"]), _example(sort, entry["right"]))


def _example(sort: str, said: Any) -> Example:
    return Example(sort, said if isinstance(said, dict) else {"": said})


def _read(name: str) -> dict[str, Any]:
    data = (files("generator.guide") / f"{name}.yaml").read_bytes()
    read: dict[str, Any] = plain(parse(data, f"{name}.yaml"))
    return read
