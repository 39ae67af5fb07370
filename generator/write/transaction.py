"""Changes -> disk: every file is written beside its place first, then all are moved there.

The order is the guarantee. Under a lock: leftovers of a killed run go; the journal learns the new hashes; every new
file is written under a temporary name; what is to be replaced is read once more, and an edit since then stops the run;
all files are renamed into place; stale files and the folders they leave empty are removed. Up to the renames any
trouble leaves the tree as it was. During them signals wait, and every file is either old or new.

No fsync, neither for a file (twelve times the cost of writing) nor for all. What is written follows from the input and
the next run compares bytes, not times: after a power cut it mends files that are old or, on some file systems, empty.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import groupby
from pathlib import Path

from generator.errors import InputError, MachineError, Place, Problem
from generator.marks import FOLDERS
from generator.write.folders import Folders, holds, mode_of, split, trouble, unlink, write_fresh
from generator.write.generated import Changes, FileChange
from generator.write.hand import Hand
from generator.write.journal import Journal
from generator.write.scan import TEMPORARY
from generator.write.signals import signals_wait

MANY = 500
"""Files that are worth a second thread: most of the time goes by in the system."""
_UNTOUCHED = "nothing was changed"
_MIXED = "some files are new, some are old, none is torn: run `generate` again"


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
    with journal.locked(), _opened(root) as folders:
        for stray in changes.strays:
            _remove(folders, stray, _UNTOUCHED)
        journal.record(written if journal.exists() else changes.wanted)
        with _staged(folders, changes) as staged:
            _recheck(folders, changes)
            steady()
            with signals_wait():
                _commit(folders, staged, [change.path for change in changes if change.after is None])


def _adopt(journal: Journal, changes: Changes) -> None:
    """After a clone, or with the journal lost: what is on disk is what we would have written."""
    if changes.wanted and not journal.exists():
        with suppress(MachineError), journal.locked():  # a repository that is read-only is fine as it is
            journal.record(changes.wanted)


@contextmanager
def _opened(root: Path) -> Iterator[Folders]:
    with trouble(f"open `{root}`"):
        folders = Folders(root)
    with folders:
        yield folders


@contextmanager
def _staged(folders: Folders, changes: Changes) -> Iterator[dict[str, str]]:
    """Path -> the temporary name beside it that has the new bytes; whatever is left of them in the end is removed."""
    token = secrets.token_hex(4)
    staged: dict[str, str] = {}
    files = [(f"{TEMPORARY}{token}-{number}", change) for number, change in enumerate(changes)]
    half = len(files) // 2 if len(files) > MANY else 0
    try:
        with folders.again() as others, Hand(partial(_stage_all, others, files[:half], staged)) as hand:
            _stage_all(folders, files[half:], staged, hand.gone)
        yield staged
    except BaseException:
        _discard(folders, staged)
        raise


def _stage_all(
    folders: Folders, files: list[tuple[str, FileChange]], staged: dict[str, str], gone: Callable[[], bool]
) -> None:
    for temporary, change in files:
        if gone():
            return  # the other thread failed, and tells why
        if change.after is not None:
            staged[change.path] = temporary
            _stage(folders, change, temporary, change.after)


def _stage(folders: Folders, change: FileChange, temporary: str, data: bytes) -> None:
    folder, name = split(change.path)
    with trouble(f"write `{change.path}`", _UNTOUCHED):
        descriptor = folders.at(folder, make=True)
        mode = None if change.before is None else mode_of(descriptor, name)
        write_fresh(descriptor, temporary, data, 0o644 if mode is None else mode)


def _discard(folders: Folders, staged: dict[str, str]) -> None:
    for path, temporary in staged.items():
        with suppress(OSError):
            unlink(folders.at(split(path)[0]), temporary)
    for folder in sorted(folders.made, reverse=True):  # two threads may have noted them in any order
        with suppress(OSError):
            _remove_folder(folders, folder)


def _recheck(folders: Folders, changes: Changes) -> None:
    by_folder = groupby(changes, key=lambda change: split(change.path)[0])
    problems = [problem for folder, each in by_folder for problem in _edited(folders, folder, each)]
    if problems:
        raise InputError(problems)


def _edited(folders: Folders, folder: str, changes: Iterable[FileChange]) -> Iterator[Problem]:
    """The files of a folder that are no longer as they were."""
    free = _free(folders, folder)
    for change in changes:
        if change.before is None and free(split(change.path)[1]):
            continue
        with trouble(f"read `{change.path}`", _UNTOUCHED):
            as_it_was = holds(folders, change.path, change.before, change.after)
        if not as_it_was:
            yield _changed(change.path)


def _free(folders: Folders, folder: str) -> Callable[[str], bool]:
    """Whether nothing has a name in a folder: one look at the folder is cheaper than one at each file."""
    try:
        with os.scandir(folders.at(folder)) as listing:
            names = {entry.name for entry in listing}
    except OSError:
        return lambda _: False  # whoever looks at the file is told
    return lambda name: name not in names


def _changed(path: str) -> Problem:
    return Problem(
        code="changed-meanwhile",
        message=f"`{path}` was changed while `generate` ran",
        place=Place(path),
        hint="run `generate` again",
    )


def _commit(folders: Folders, staged: dict[str, str], stale: list[str]) -> None:
    for path, temporary in sorted(staged.items()):
        folder, name = split(path)
        with trouble(f"replace `{path}`", _MIXED):
            descriptor = folders.at(folder)
            os.rename(temporary, name, src_dir_fd=descriptor, dst_dir_fd=descriptor)
    for path in stale:
        _remove(folders, path, _MIXED)
    for folder in sorted({split(path)[0] for path in stale}, reverse=True):
        with suppress(OSError):  # not empty, or gone
            while folder not in FOLDERS:
                _remove_folder(folders, folder)
                folder = split(folder)[0]


def _remove(folders: Folders, path: str, hint: str) -> None:
    folder, name = split(path)
    with trouble(f"remove `{path}`", hint), suppress(FileNotFoundError):
        unlink(folders.at(folder), name)


def _remove_folder(folders: Folders, folder: str) -> None:
    parent, name = split(folder)
    os.rmdir(name, dir_fd=folders.at(parent))
