"""A tree of files by path, wherever it lies: on disk, in memory; rooms read trees and never open files themselves."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Protocol

from generator import git
from generator.errors import InputError
from generator.tree.trouble import LARGEST, irregular, kind, limited, missing, unreadable

INPUT = ("config", "environments")
"""The folders that people write."""


class Tree(Protocol):
    """Files by path: relative to the repository, with `/`, in sorted order."""

    def paths(self, under: str = "") -> list[str]:
        """Everything below a folder that is no folder itself, links too; `.git` is left out.

        An empty folder of people's whose name is that of a file, `x.yaml`, is there too: it is refused when read.
        """

    def read(self, path: str) -> bytes:
        """The content of a regular file."""

    def exists(self, path: str) -> bool:
        """Whether something that is no folder lies at the path."""

    def moved(self) -> list[str]:
        """What is no longer as it was when it was listed or read."""


class MemoryTree:
    """Files given as a mapping, and the paths of links; links are listed, and refused when read."""

    def __init__(self, files: Mapping[str, bytes], links: Iterable[str] = ()) -> None:
        self._files = dict(files)
        self._links = frozenset(links)

    def paths(self, under: str = "") -> list[str]:
        """All paths below a folder."""
        folder = f"{under}/" if under else ""
        return sorted(path for path in (*self._files, *self._links) if path.startswith(folder))

    def read(self, path: str) -> bytes:
        """The content of a file."""
        if path in self._links:
            raise InputError([irregular(path, "a link")])
        if path not in self._files:
            raise InputError([irregular(path, "a folder") if self.paths(path) else missing(path)])
        return limited(path, self._files[path])

    def exists(self, path: str) -> bool:
        """Whether a file or a link has the path."""
        return path in self._files or path in self._links

    def moved(self) -> list[str]:
        """Nothing: a mapping stays."""
        return []


def committed(root: Path, revision: str, *folders: str) -> MemoryTree:
    """The files below some folders as a commit or tree holds them, as a checkout would write them."""
    entries = git.tree(root, revision, *folders)
    files = git.checked_out(root, [entry for entry in entries if entry.mode in git.FILES])
    return MemoryTree(files, (entry.path for entry in entries if entry.mode not in git.FILES))


class DiskTree:
    """The files below a folder on disk, each listed and read once; links are listed, and refused when read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._listed: dict[str, list[str]] = {}
        self._read: dict[str, bytes] = {}

    def paths(self, under: str = "") -> list[str]:
        """All paths below a folder; a folder that is a link is listed, not entered."""
        if under not in self._listed:
            self._listed[under] = self._paths(under)
        return self._listed[under]

    def moved(self) -> list[str]:
        """What has come, gone or changed since it was listed or read; bytes are compared, for times are too coarse."""
        listed = chain.from_iterable({*paths} ^ {*self._paths(under)} for under, paths in self._listed.items())
        read = (path for path, data in self._read.items() if self._now(path) != data)
        return sorted({*listed, *read})

    def _paths(self, under: str) -> list[str]:
        if under and (link := self._link_above(f"{under}/")) is not None:
            return [link]
        return sorted(self._below(under))

    def _now(self, path: str) -> bytes | None:
        try:
            return self._content(path)
        except (InputError, FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise unreadable(path, error) from error

    def exists(self, path: str) -> bool:
        """Whether a file, or a link or the like, lies there."""
        try:
            return not stat.S_ISDIR((self._root / path).lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise unreadable(path, error) from error

    def read(self, path: str) -> bytes:
        """The content of a regular file that no link leads to."""
        if path in self._read:
            return limited(path, self._read[path])
        if (link := self._link_above(path)) is not None:
            raise InputError([irregular(link, "a link")])
        try:
            data = self._content(path)
        except (FileNotFoundError, NotADirectoryError):
            raise InputError([missing(path)]) from None
        except OSError as error:
            raise unreadable(path, error) from error
        self._read[path] = data
        return limited(path, data)

    def _content(self, path: str) -> bytes:
        mode = (self._root / path).lstat().st_mode
        if not stat.S_ISREG(mode):
            raise InputError([irregular(path, kind(mode))])
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with os.fdopen(os.open(self._root / path, flags), "rb") as file:
            return file.read(LARGEST + 1)

    def _below(self, folder: str) -> Iterator[str]:
        folders = [folder]
        while folders:
            above = folders.pop()
            entries = self._entries(above)
            if not entries and above.endswith(".yaml") and above.startswith(tuple(f"{folder}/" for folder in INPUT)):
                yield above
            for entry in entries:
                path = f"{above}/{entry.name}" if above else entry.name
                if not entry.is_dir(follow_symlinks=False):
                    yield path
                elif path != ".git":
                    folders.append(path)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._root / folder) as found:
                return list(found)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise unreadable(folder, error) from error

    def _link_above(self, path: str) -> str | None:
        """The first folder on the way to the path that is a link."""
        parts = path.split("/")[:-1]
        for count in range(1, len(parts) + 1):
            folder = "/".join(parts[:count])
            if (self._root / folder).is_symlink():
                return folder
        return None
