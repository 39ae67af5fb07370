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
from generator.write.scan import Found, Scan, checked
from generator.write.tracked import Tracked

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
    staged: tuple[str, ...] = ()
    """Files that go into the index too, for git waits for the commit that ends a merge."""
    wanted: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = ()
    """What whoever changes these files should know, a sentence each."""

    def __iter__(self) -> Iterator[FileChange]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def changes(wanted: Mapping[str, str | bytes], root: Path) -> Changes:
    """Compare the wanted tree with the generated folders below the root; nothing is written."""
    files, tracked = checked(wanted), Tracked(root)
    found = Scan(root, files).found
    problems = in_order(chain(obstacles(found, files), claims(root, found, files, tracked)))
    settled = tracked.settled if tracked.merging else frozenset()
    torn = {path for path in settled.intersection(found.foreign) if (root / path).is_file()}
    found.marked |= {path: (root / path).read_bytes() for path in torn}
    differing = tuple(sorted(_differences(files, found), key=lambda change: change.path))
    return Changes(
        files=differing,
        unchanged=len(found.same),
        problems=problems,
        foreign=tuple(sorted({*found.foreign} - torn)),
        strays=tuple(sorted(found.strays)),
        staged=tuple(sorted({*settled, *(change.path for change in differing)})) if tracked.merging else (),
        wanted=files,
    )


def _differences(wanted: Mapping[str, bytes], found: Found) -> Iterator[FileChange]:
    for path, after in wanted.items():
        if path not in found.same:
            yield FileChange(path, found.differing.get(path), after)
    for path, before in found.marked.items():
        yield FileChange(path, before, None)
