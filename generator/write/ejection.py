"""Leaving: the generated files without their marks, and no record that they were ever generated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import marks
from generator.errors import Place, Problem
from generator.write.generated import Changes, FileChange
from generator.write.journal import Journal
from generator.write.stale import stale

_LEAVING = "/.gitattributes"
"""Files that send merges to us: an ejected tree has none."""


def unsettled(changes: Changes) -> Iterator[Problem]:
    """Why the tree is not what was wanted: what `generate` would do, or refuse to. What a run that died had ejected
    already is settled."""
    begun = [change for change in changes if change.after is not None and change.before == marks.unmarked(change.after)]
    left = [change for change in changes if change not in begun and not (begun and _is_ejected(change))]
    yield from stale(replace(changes, files=tuple(left), foreign=()))
    if changes.staged:
        yield Problem(
            code="merge-under-way",
            message="git waits for the commit that ends a merge",
            place=Place(changes.staged[0]),
            hint="run `cartwright generate`, and end the merge first",
        )


def _is_ejected(change: FileChange) -> bool:
    """A file that goes, and has gone."""
    return change.before is None and change.path.endswith(_LEAVING)


def ejection(changes: Changes) -> Changes:
    """The same files without their marks, but for those that send merges to us; only for a tree that is what was
    wanted."""
    bare = {path: marks.unmarked(data) for path, data in changes.wanted.items() if not path.endswith(_LEAVING)}
    files = tuple(FileChange(path, before, bare.get(path)) for path, before in changes.wanted.items())
    return replace(changes, files=files, wanted=bare, unchanged=0)


def forget(root: Path) -> None:
    """Remove the journal. Where a run dies before this, the bare files are in it: the next `generate` marks them."""
    Journal(root).remove()
