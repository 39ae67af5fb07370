"""The two streams of a command: data to stdout, talk to stderr; nothing else prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Literal, TextIO

import click

from generator.console.text import neutral
from generator.console.veil import veil

Color = Literal["auto", "always", "never"]
Verbosity = Literal["quiet", "normal", "verbose"]
_BLOCK = 1 << 20
"""Characters that are printed at once."""


@dataclass(frozen=True)
class Look:
    """How text may look on a stream: `rich` shows the lines around a problem, `colored` paints."""

    rich: bool = False
    colored: bool = False

    def paint(self, text: str, color: str, *, bold: bool = False) -> str:
        """The text in a color, where colors may be."""
        return click.style(text, fg=color, bold=bold or None) if self.colored else text


@dataclass(frozen=True)
class Screen:
    """Prints; knows what the person asked for (`--color`, `-q`, `-v`) and what each stream can show."""

    color: Color = "auto"
    verbosity: Verbosity = "normal"

    @property
    def quiet(self) -> bool:
        """`-q`: silence on success."""
        return self.verbosity == "quiet"

    @property
    def verbose(self) -> bool:
        """`-v`: also what is seldom needed."""
        return self.verbosity == "verbose"

    @property
    def out(self) -> Look:
        """How stdout may look."""
        return self._look(sys.stdout)

    @property
    def err(self) -> Look:
        """How stderr may look."""
        return self._look(sys.stderr)

    def data(self, lines: Iterable[str]) -> None:
        """Print lines that are the command's answer to stdout."""
        _write(sys.stdout, _guarded(lines))

    def exact(self, text: str) -> None:
        """Print text that a program reads to stdout, as it is."""
        _write(sys.stdout, text)

    def copied(self, text: IO[str]) -> bool:
        """Print what a file holds from where it stands, as it is; whether that is anything."""
        blocks = 0
        while block := text.read(_BLOCK):
            _write(sys.stdout, block)
            blocks += 1
        return blocks > 0

    def talk(self, lines: Iterable[str]) -> None:
        """Print lines about the work to stderr; none when quiet."""
        if not self.quiet:
            self.complain(lines)

    def complain(self, lines: Iterable[str]) -> None:
        """Print lines about what is wrong to stderr, quiet or not."""
        _write(sys.stderr, _guarded(lines))

    @contextmanager
    def progress(self, doing: str) -> Iterator[None]:
        """Say on a terminal what takes long, until it is done; nothing elsewhere."""
        shown = not self.quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        if not shown:
            yield
            return
        _write(sys.stderr, f"{doing} …")
        try:
            yield
        finally:
            _write(sys.stderr, "\r\x1b[K")

    def _look(self, stream: TextIO) -> Look:
        if self.color == "always":
            return Look(rich=True, colored=True)
        if not stream.isatty():
            return Look()
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return Look(rich=True, colored=self.color == "auto" and not plain)


def use_streams() -> None:
    """Make both streams write UTF-8 in every locale, so that the same input prints the same bytes everywhere; one that
    was closed before we began (`>&-`) leads nowhere, for the next file that is opened would take its place."""
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(descriptor, "w" if descriptor else "r", closefd=False))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _guarded(lines: Iterable[str]) -> str:
    lines = map(veil, lines)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        lines = map(neutral, lines)
    return "".join(f"{line}\n" for line in lines)


def _write(stream: TextIO, text: str) -> None:
    """Write and flush; a reader that has gone (`| head`) ends the output, not the work and its exit code."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
