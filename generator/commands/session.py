"""What the options of every command say, and what follows from them: the screen and the root."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.console import Color, Screen, Verbosity
from generator.suggest import near

MARKER = Path("config/platform.yaml")


class Mistake(click.UsageError):
    """The command line is wrong; `hint` is one act the reader can do now."""

    def __init__(self, message: str, hint: str = "", ctx: click.Context | None = None) -> None:
        super().__init__(message, ctx)
        self.hint = hint


class Session:
    """What the shared options say; filled while the command line is read, before a command runs."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.color: Color = "auto"
        self.quiet = False
        self.verbose = False
        self.found: Path | None = None

    @property
    def screen(self) -> Screen:
        """Where the command prints."""
        verbosity: Verbosity = "verbose" if self.verbose else "quiet" if self.quiet else "normal"
        return Screen(self.color, verbosity)

    @property
    def has_root(self) -> bool:
        """Whether the current folder lies in a repository."""
        return _above(Path.cwd()) is not None

    @property
    def root(self) -> Path:
        """The repository: `--root`, or the nearest folder upwards that holds `config/platform.yaml`."""
        if self.found is None:
            self.found = _named(self.folder) if self.folder else _nearest(Path.cwd())
        return self.found


def _above(start: Path) -> Path | None:
    """The nearest folder upwards that holds the marker."""
    return next((folder for folder in (start, *start.parents) if os.path.lexists(folder / MARKER)), None)


def meant(word: str, candidates: list[str]) -> str:
    """A hint that names the near candidate, or all of them where none is near."""
    candidate = near(word, candidates)
    if candidate:
        return f"did you mean `{candidate}`?"
    return f"there is {listed(candidates)}" if candidates else "there is none yet"


def listed(words: list[str]) -> str:
    """The words, as literals."""
    return ", ".join(f"`{word}`" for word in words)


def _named(folder: Path) -> Path:
    if not folder.is_dir():
        raise Mistake(f"`--root` is `{folder}`, which is no folder", "name the folder that holds `config/`")
    if not os.path.lexists(folder / MARKER):
        raise Mistake(f"no `{MARKER}` in `{folder}`", "name the folder that holds `config/`")
    return folder.resolve()


def _nearest(start: Path) -> Path:
    if (folder := _above(start)) is not None:
        return folder
    raise Mistake(
        f"no `{MARKER}` in `{start}` or a folder above it",
        "run this inside the repository, name it with `--root DIR`, or start one here with that file: `name: shop`",
    )
