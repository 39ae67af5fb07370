"""What this program wrote here, as hashes: in the .git folder, or in `.cartwright` where there is no git.

A line is `sha256  path`, newest last, the last few of each path. The lines of files to be written are added before the
first of them is: so whatever instant a run dies at, bytes of ours on disk are in the journal, and bytes of a person's
never are. A line too many (never written after all) names bytes that `generate` made, so nothing is lost by it; a line
too few (journal lost, torn, edited) makes a file an edit by hand, until git knows it.
"""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from generator import temporary
from generator.errors import MachineError
from generator.tools import git_directory
from generator.write.folders import trouble
from generator.write.lock import hold

_KEPT = 4
"""Hashes of one path that outlive a tidying: `git stash pop` brings older output of ours back."""
_ROOMY = 1 << 20
"""A journal of fewer bytes is never tidied."""


class Journal:
    """The journal of one repository, read when first asked."""

    def __init__(self, root: Path) -> None:
        git = git_directory(root)
        self._folder = git / "cartwright" if git else root / ".cartwright"
        self._private = git is None
        self._file = self._folder / "written"
        self.version = self._folder / "version"

    def exists(self) -> bool:
        """Whether anything was ever recorded."""
        return os.access(self._file, os.F_OK)

    def knows(self, path: str, data: bytes) -> bool:
        """Whether this program once wrote these bytes to that path."""
        return bool(self._lines) and _line(path, data) in self._lines

    @cached_property
    def _lines(self) -> frozenset[bytes]:
        with trouble(f"read `{self._file}`"):
            return frozenset(_read(self._file).split(b"\n"))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs from writing; the lock goes when the process does, however it ends."""
        with trouble(f"lock `{self._folder}`"):
            self._open_folder()
            descriptor = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            with trouble(f"lock `{self._folder}`"):
                hold(descriptor)
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            with suppress(OSError):  # it was only locked
                os.close(descriptor)

    def remove(self) -> None:
        """Remove all that this program keeps of itself here."""
        with trouble(f"remove `{self._folder}`"):
            for name in (
                "lock",
                "version",
                ".gitignore",
                "written",
            ):  # last what says that there is something to forget
                (self._folder / name).unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                self._folder.rmdir()

    def record(self, files: Mapping[str, bytes]) -> None:
        """Add files that are about to be written."""
        lines = b"".join(_line(path, data) + b"\n" for path, data in sorted(files.items()))
        with trouble(f"write `{self._file}`", "nothing was changed"):
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o644)
            try:
                _append(descriptor, lines)
                crowded = os.fstat(descriptor).st_size > _ROOMY
            finally:
                os.close(descriptor)
            if crowded:
                self._tidy()

    def _tidy(self) -> None:
        """Keep the newest lines of each path, once that halves the journal."""
        lines = _read(self._file).splitlines()
        newest: defaultdict[bytes, deque[bytes]] = defaultdict(lambda: deque(maxlen=_KEPT))
        for line in lines:
            if line[64:66] == b"  ":
                newest[line[66:]].append(line)
        kept = [line for of_path in newest.values() for line in of_path]
        if 2 * len(kept) > len(lines):
            return
        temporary.replace(self._file, b"".join(line + b"\n" for line in kept), 0o644)

    def _open_folder(self) -> None:
        with suppress(FileExistsError):
            self._folder.mkdir()
        if self._folder.is_symlink():
            raise MachineError(f"`{self._folder}` is a link, and a folder is expected", "remove the link")
        temporary.sweep(self._folder)
        ignore = self._folder / ".gitignore"
        if self._private and not ignore.exists():
            temporary.replace(ignore, b"*\n", 0o644)


def _line(path: str, data: bytes) -> bytes:
    return f"{sha256(data).hexdigest()}  {path}".encode()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _append(descriptor: int, lines: bytes) -> None:
    """Add lines below whatever a run that died may have left of its last one."""
    size = os.fstat(descriptor).st_size
    torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
    view = memoryview(b"\n" + lines if torn else lines)
    while view:
        view = view[os.write(descriptor, view) :]
