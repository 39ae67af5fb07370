"""Files in memory -> files beside their places, then moved there: each is the old one or the new one, never torn."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import groupby

from generator.errors import InputError, Place, Problem
from generator.temporary import PREFIX
from generator.write.folders import Folders, holds, mode_of, split, trouble, unlink, write_fresh
from generator.write.generated import FileChange
from generator.write.hand import Hand
from generator.write.signals import signals_wait

MANY = 500
"""Files that are worth a second thread: most of the time goes by in the system."""
UNTOUCHED = "nothing was changed"
_MIXED = "some files are new, some are old, none is torn: run the same again"


@contextmanager
def staged(folders: Folders, changes: Sequence[FileChange]) -> Iterator[dict[str, str]]:
    """Path -> the temporary name beside it that has the new bytes; whatever is left of them in the end is removed."""
    token = secrets.token_hex(4)
    made: dict[str, str] = {}
    files = [(f"{PREFIX}{token}-{number}", change) for number, change in enumerate(changes)]
    half = len(files) // 2 if len(files) > MANY else 0
    try:
        with trouble("open a folder once more", UNTOUCHED):
            others = folders.again()
        with others, Hand(partial(_stage_all, others, files[:half], made)) as hand:
            _stage_all(folders, files[half:], made, hand.gone)
        yield made
    except BaseException:
        _discard(folders, made)
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
    with trouble(f"write `{change.path}`", UNTOUCHED):
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


def recheck(folders: Folders, changes: Iterable[FileChange]) -> None:
    """Look once more at what is to be replaced or removed; what was edited since is a problem."""
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
        with trouble(f"read `{change.path}`", UNTOUCHED):
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
        message=f"`{path}` was changed while this command ran",
        place=Place(path),
        hint="run it again",
    )


def commit(folders: Folders, staged: dict[str, str], stale: Iterable[str], kept: Collection[str]) -> None:
    """Move what is staged into its place, and remove what is stale with the folders that it leaves empty, but for those
    that are kept. Signals wait until it is done."""
    stale = sorted(stale)
    with signals_wait():
        _move(folders, staged)
        for path in stale:
            remove(folders, path, _MIXED)
        for folder in sorted({split(path)[0] for path in stale}, reverse=True):
            with suppress(OSError):  # not empty, or gone
                _remove_up_to(folders, folder, kept)


def _move(folders: Folders, staged: dict[str, str]) -> None:
    for path, temporary in sorted(staged.items()):
        folder, name = split(path)
        with trouble(f"replace `{path}`", _MIXED):
            descriptor = folders.at(folder)
            os.rename(temporary, name, src_dir_fd=descriptor, dst_dir_fd=descriptor)


def remove(folders: Folders, path: str, hint: str) -> None:
    """Remove a file that may be gone already."""
    folder, name = split(path)
    with trouble(f"remove `{path}`", hint), suppress(FileNotFoundError):
        unlink(folders.at(folder), name)


def _remove_up_to(folders: Folders, folder: str, kept: Collection[str]) -> None:
    while folder not in kept:
        _remove_folder(folders, folder)
        folder = split(folder)[0]


def _remove_folder(folders: Folders, folder: str) -> None:
    parent, name = split(folder)
    os.rmdir(name, dir_fd=folders.at(parent))
