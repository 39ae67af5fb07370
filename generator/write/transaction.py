"""Changes -> disk: every file is written beside its place first, then all are moved there.

The order is the guarantee. Under a lock: leftovers of a killed run go; the journal learns the new hashes; every new
file is written under a temporary name; what is to be replaced is read once more, and an edit since then stops the run;
all files are renamed into place; stale files and the folders they leave empty are removed. Up to the renames any
trouble leaves the tree as it was. During them signals wait, and every file is either old or new.

No fsync, neither for a file (twelve times the cost of writing) nor for all. What is written follows from the input and
the next run compares bytes, not times: after a power cut it mends files that are old or, on some file systems, empty.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.errors import InputError, MachineError
from generator.marks import FOLDERS
from generator.write import version
from generator.write.folders import opened, trouble
from generator.write.generated import Changes
from generator.write.journal import Journal
from generator.write.staging import UNTOUCHED, commit, recheck, remove, staged


def apply(changes: Changes, root: Path, steady: Callable[[], None] = lambda: None) -> None:
    """Make the disk what was wanted when `changes` looked at it, or leave it as it is; `steady` raises where what was
    wanted is so no longer, and is asked last."""
    if changes.problems:
        raise InputError(changes.problems)
    journal = Journal(root)
    if not changes.files and not changes.strays:
        steady()
        _adopt(journal, changes)
        return
    written = {change.path: change.after for change in changes if change.after is not None}
    with journal.locked(), opened(root) as folders:
        for stray in changes.strays:
            remove(folders, stray, UNTOUCHED)
        journal.record(written if journal.exists() else changes.wanted)
        with trouble("note the version", UNTOUCHED):
            version.record(root)
        with staged(folders, changes.files) as made:
            recheck(folders, changes)
            steady()
            commit(folders, made, (change.path for change in changes if change.after is None), FOLDERS)


def _adopt(journal: Journal, changes: Changes) -> None:
    """After a clone, or with the journal lost: what is on disk is what we would have written."""
    if changes.wanted and not journal.exists():
        with suppress(MachineError), journal.locked():  # a repository that is read-only is fine as it is
            journal.record(changes.wanted)
