"""Rendered releases -> a folder of a person's choice, which then holds exactly these files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from generator import marks
from generator.errors import MachineError
from generator.temporary import PREFIX
from generator.write.folders import Folders, content, opened, split, trouble
from generator.write.generated import FileChange
from generator.write.lock import hold
from generator.write.staging import UNTOUCHED, commit, recheck, remove, staged

_MARK = marks.RENDERED.encode()


def is_free(folder: Path) -> bool:
    """Whether a folder is absent, empty, or holds nothing but what an earlier rendering wrote."""
    if not os.path.lexists(folder):
        return True
    return folder.is_dir() and all(map(_is_ours, _paths(folder)))


def put(folder: Path, texts: Mapping[str, str]) -> None:
    """Make the folder hold exactly these files. What is ours there goes, and whatever else lies there by now stops it.

    It works like `apply`, without a journal: line one says what is ours. Runs into one folder wait for each other.
    """
    above = next(place for place in (folder, *folder.parents) if place.is_dir())
    below = "/".join(folder.relative_to(above).parts)
    with opened(above) as folders:
        with trouble(f"write `{folder}`", UNTOUCHED):
            lock = os.dup(folders.at(below, make=True))
        try:
            with trouble(f"lock `{folder}`", UNTOUCHED):
                hold(lock)
            _replace(folders, folder, below, texts)
        finally:
            os.close(lock)


def _replace(folders: Folders, folder: Path, below: str, texts: Mapping[str, str]) -> None:
    if not is_free(folder):
        raise MachineError(f"`{folder}` holds files that `render` did not write", UNTOUCHED)
    start = f"{below}/" if below else ""
    wanted = {f"{start}{path}": text.encode() for path, text in sorted(texts.items())}
    found = {start + path.relative_to(folder).as_posix() for path in _paths(folder)}
    left = {path for path in found if _is_temporary(path)}
    for path in sorted(left):
        remove(folders, path, UNTOUCHED)
    changes = [change for change in _changes(folders, wanted, found - left) if change.before != change.after]
    with staged(folders, changes) as made:
        recheck(folders, changes)
        commit(folders, made, {change.path for change in changes if change.after is None} | left, {below})


def _changes(folders: Folders, wanted: Mapping[str, bytes], found: set[str]) -> list[FileChange]:
    return [
        FileChange(path, _content(folders, path) if path in found else None, wanted.get(path))
        for path in sorted(found | wanted.keys())
    ]


def _content(folders: Folders, path: str) -> bytes:
    folder, name = split(path)
    with trouble(f"read `{path}`", UNTOUCHED):
        return content(folders.at(folder), name)


def _paths(folder: Path) -> list[Path]:
    """Everything below a folder that is no folder itself; a link to one is none."""
    found = []
    for place, folders, names in os.walk(folder, onerror=_raise):
        found += [Path(place, name) for name in names]
        found += [path for name in folders if (path := Path(place, name)).is_symlink()]
    return found


def _raise(error: OSError) -> None:
    raise error


def _is_temporary(path: str) -> bool:
    return split(path)[1].startswith(PREFIX)


def _is_ours(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    if _is_temporary(path.as_posix()):
        return True
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK
