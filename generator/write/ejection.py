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


def unsettled(changes: Changes) -> Iterator[Problem]:
    """Why the tree is not what was wanted: what `generate` would do, or refuse to."""
    yield from stale(replace(changes, foreign=()))
    if changes.staged:
        yield Problem(
            code="merge-under-way",
            message="git waits for the commit that ends a merge",
            place=Place(changes.staged[0]),
            hint="run `cartwright generate`, and end the merge first",
        )


def ejection(changes: Changes) -> Changes:
    """The same files without their marks, but for those that send merges to us; only for a tree that is what was
    wanted."""
    bare = {path: marks.unmarked(data) for path, data in changes.wanted.items() if not path.endswith("/.gitattributes")}
    files = tuple(FileChange(path, before, bare.get(path)) for path, before in changes.wanted.items())
    return replace(changes, files=files, wanted=bare, unchanged=0)


def forget(root: Path) -> None:
    """Remove the journal. Where a run dies before this, the bare files are in it: the next `generate` marks them."""
    Journal(root).remove()
