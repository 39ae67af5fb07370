"""What `generate` changed, or would change -> lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import tee
from typing import Protocol

from generator.console.screen import Look
from generator.console.text import counted, safe
from generator.console.veil import veiled_lines
from generator.errors import Problem

_COLORS = {"create": "green", "update": "yellow", "remove": "red"}


class FileChanged(Protocol):
    """One file, and what happens to it."""

    @property
    def path(self) -> str: ...
    @property
    def verb(self) -> str: ...


class Ended(Protocol):
    """What was done to generated files after a merge (`branches.Ended`)."""

    @property
    def files(self) -> int: ...
    @property
    def where(self) -> str: ...


class Changed(Protocol):
    """What makes the disk equal to what is wanted (`write.Changes`)."""

    @property
    def files(self) -> Sequence[FileChanged]: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def foreign(self) -> tuple[str, ...]: ...
    @property
    def staged(self) -> tuple[str, ...]: ...
    @property
    def wanted(self) -> Mapping[str, bytes]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


def change_lines(changes: Changed, look: Look) -> Iterator[str]:
    """One line a file, creates before updates before removes, and the summary."""
    for verb, color in _COLORS.items():
        for change in changes.files:
            if change.verb == verb:
                yield f"  {look.paint(verb, color)}  {safe(change.path)}"
    yield f"{counted(len(changes.files), 'file')} changed, {changes.unchanged} unchanged"


def by_hand_lines(changes: Changed) -> Iterator[str]:
    """Files that Argo CD does not sync, and that somebody has applied before: they are applied again."""
    for change in changes.files:
        match change.verb, change.path.split("/"):
            case "update", ["argocd", _, "root.yaml" | "settings", *_]:
                yield f"applied by hand, so apply it again: {safe(change.path)}"


def note_lines(changes: Changed) -> Iterator[str]:
    """What whoever changes these files should know."""
    for note in changes.notes:
        yield f"note: {safe(note)}"


def foreign_lines(changes: Changed) -> Iterator[str]:
    """Files of others in the generated folders."""
    for path in changes.foreign:
        yield f"left alone, not generated: {safe(path)}"


def staged_lines(changes: Changed) -> Iterator[str]:
    """What went into git's index unasked, for it belongs to the commit that ends a merge."""
    if changes.staged:
        yield f"staged for the merge that is under way: {counted(len(changes.staged), 'generated file')}"


def ended_lines(ended: Ended | None) -> Iterator[str]:
    """How many generated files follow what git has merged, and where they are."""
    if ended is not None:
        yield f"cartwright: {counted(ended.files, 'generated file')} follow the merge, {safe(ended.where)}"


def difference_lines(difference: Iterable[str], look: Look) -> Iterator[str]:
    """A unified diff, painted where colors may be."""
    marks, texts = tee(line.removesuffix("\n") for line in difference)
    for mark, veiled in zip(marks, veiled_lines(text[1:] for text in texts), strict=True):
        text = safe(mark[:1] + veiled)
        color = _difference_color(text)
        yield look.paint(text, color) if color else text


def drift(changes: Changed) -> str:
    """Why `--check` says no."""
    verbs = Counter(change.verb for change in changes.files)
    listed = ", ".join(f"{verbs[verb]} to {verb}" for verb in _COLORS if verbs[verb])
    does = "does" if len(changes.files) == 1 else "do"
    return f"{counted(len(changes.files), 'generated file')} {does} not follow from the input: {listed}"


def _difference_color(line: str) -> str:
    if line.startswith(("+++", "---")):
        return "white"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
