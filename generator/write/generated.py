"""The wanted files against the disk: what `generate` would create, update and remove, and what forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal

from generator.errors import Problem, in_order
from generator.write.obstacles import obstacles
from generator.write.ownership import claims
from generator.write.scan import FOLDERS, Found, Scan, checked

__all__ = ["FOLDERS", "Changes", "FileChange", "changes"]

Verb = Literal["create", "update", "remove"]


@dataclass(frozen=True)
class FileChange:
    """One file before and after; None where there is none."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def verb(self) -> Verb:
        """What happens to the file."""
        if self.after is None:
            return "remove"
        return "create" if self.before is None else "update"


@dataclass(frozen=True)
class Changes:
    """What makes the disk equal to what is wanted; with problems, nothing may be written."""

    files: tuple[FileChange, ...]
    unchanged: int
    problems: tuple[Problem, ...] = ()
    foreign: tuple[str, ...] = ()
    """Files of others in the generated folders, left alone: Argo CD may still read them."""
    strays: tuple[str, ...] = ()
    """What a run that was killed left half-written."""
    wanted: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()
    """What whoever changes these files should know, a sentence each."""

    def __iter__(self) -> Iterator[FileChange]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def changes(wanted: Mapping[str, str | bytes], root: Path) -> Changes:
    """Compare the wanted tree with the generated folders below the root; nothing is written."""
    files = checked(wanted)
    found = Scan(root, files).found
    return Changes(
        files=tuple(sorted(_differences(files, found), key=lambda change: change.path)),
        unchanged=len(found.same),
        problems=in_order(chain(obstacles(found, files), claims(root, found))),
        foreign=tuple(sorted(found.foreign)),
        strays=tuple(sorted(found.strays)),
        wanted=files,
    )


def _differences(wanted: Mapping[str, bytes], found: Found) -> Iterator[FileChange]:
    for path, after in wanted.items():
        if path not in found.same:
            yield FileChange(path, found.differing.get(path), after)
    for path, before in found.marked.items():
        yield FileChange(path, before, None)
