"""The generated folders on disk, held against the files that are wanted there: what differs, what is in the way."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import marks
from generator.errors import MachineError
from generator.marks import FOLDERS
from generator.temporary import PREFIX
from generator.write.folders import Folders, content, opening

_DEEPEST = 32
"""Folders above a folder; none of ours has so many."""
_NAME = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._@+=,~-]+")


@dataclass
class Found:
    """What lies in the generated folders, held against what is wanted."""

    same: set[str] = field(default_factory=set)
    differing: dict[str, bytes] = field(default_factory=dict)
    """wanted, and there with other bytes"""
    marked: dict[str, bytes] = field(default_factory=dict)
    """not wanted, and says of itself that it is generated"""
    foreign: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    not_files: list[str] = field(default_factory=list)
    """folders, FIFOs, sockets, devices where a file is wanted"""
    not_folders: list[str] = field(default_factory=list)
    """files where a folder is wanted"""
    unplanned_folders: list[str] = field(default_factory=list)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder above the paths."""
    above: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in above:
            above.add(folder)
            folder = folder.rpartition("/")[0]
    return above


def checked(wanted: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """The wanted files as bytes, in order; a path outside the generated folders or a file without mark is a bug."""
    files = {path: body.encode() if isinstance(body, str) else body for path, body in sorted(wanted.items())}
    for path, data in files.items():
        top, *parts = path.split("/")
        if top not in FOLDERS or not parts or not all(map(_NAME.fullmatch, parts)):
            raise ValueError(f"{path!r} is no path of a generated file")
        if not marks.is_marked(data):
            raise ValueError(f"{path} would be written without the mark of a generated file")
    if both := folders_of(files) & files.keys():
        raise ValueError(f"{min(both)} would be a file and a folder")
    return files


class Scan:
    """One walk through the generated folders; bytes are read only where they can matter."""

    def __init__(self, root: Path, wanted: Mapping[str, bytes]) -> None:
        self.found = Found()
        self._wanted = wanted
        self._above = folders_of(wanted)
        with Folders(root) as folders:
            self._folder(folders.at(""), "", FOLDERS)

    def _folder(self, descriptor: int, prefix: str, only: tuple[str, ...] = ()) -> None:
        try:
            with os.scandir(descriptor) as listing:
                entries = [entry for entry in listing if not only or entry.name in only]
        except OSError as error:
            raise _unreadable(prefix or ".", error) from error
        for entry in entries:
            path = prefix + entry.name
            try:
                self._entry(descriptor, entry, path)
            except FileNotFoundError:
                continue  # gone since the listing
            except OSError as error:
                raise _unreadable(path, error) from error

    def _entry(self, folder: int, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink():
            self.found.links.append(path)
        elif entry.is_file(follow_symlinks=False):
            self._file(folder, entry.name, path)
        elif entry.is_dir(follow_symlinks=False):
            self._enter(folder, entry.name, path)
        elif path in self._wanted:
            self.found.not_files.append(path)
        elif path in self._above:
            self.found.not_folders.append(path)
        else:
            self.found.foreign.append(path)

    def _enter(self, parent: int, name: str, path: str) -> None:
        if path in self._wanted:
            self.found.not_files.append(path)
            return
        if path not in self._above:
            self.found.unplanned_folders.append(path)
            if not _NAME.fullmatch(name) or name == ".git" or path.count("/") >= _DEEPEST:
                return  # no folder of ours
        descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=parent)
        try:
            self._folder(descriptor, f"{path}/")
        finally:
            os.close(descriptor)

    def _file(self, folder: int, name: str, path: str) -> None:
        wanted = self._wanted.get(path)
        if wanted is not None:
            data = content(folder, name, len(wanted))
            if data == wanted:
                self.found.same.add(path)
            else:
                self.found.differing[path] = data
        elif path in self._above:
            self.found.not_folders.append(path)
        elif name.startswith(PREFIX):
            self.found.strays.append(path)
        else:
            self._unplanned(folder, name, path)

    def _unplanned(self, folder: int, name: str, path: str) -> None:
        try:
            ours = _NAME.fullmatch(name) and marks.is_marked(opening(folder, name, marks.LONGEST_OPENING))
        except PermissionError:
            ours = None  # what we wrote, we can read
        if ours:
            self.found.marked[path] = content(folder, name)
        else:
            self.found.foreign.append(path)


def _unreadable(path: str, error: OSError) -> MachineError:
    return MachineError(f"cannot read `{path}`: {(error.strerror or str(error)).lower()}")
