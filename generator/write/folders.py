"""Files and folders below a root, reached folder by folder, so that no link is ever followed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from generator import temporary
from generator.errors import MachineError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK  # a FIFO must not make us wait
_NO_FILE = {errno.EISDIR, errno.ELOOP, errno.ENOTDIR, errno.ENXIO}
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


class Folders:
    """Open folders below a root: one chain of them at a time, so visit paths in sorted order."""

    def __init__(self, root: Path | int) -> None:
        """Below a path, or below an open folder, which is then theirs."""
        opened = root if isinstance(root, int) else os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        self._chain = [("", opened)]
        self.made: list[str] = []

    def again(self) -> Folders:
        """A chain of its own for another thread, below the same root; what it makes is also in `made` of this one."""
        other = Folders(os.dup(self._chain[0][1]))
        other.made = self.made
        return other

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._chain:
            self._leave()

    def at(self, folder: str, *, make: bool = False) -> int:
        """The descriptor of a folder, valid until the next call; a link on the way is an OSError."""
        while not f"{folder}/".startswith(self._chain[-1][0]):
            self._leave()
        top, descriptor = self._chain[-1]
        for part in f"{folder}/"[len(top) :].split("/")[:-1] if folder else ():
            descriptor = self._enter(top, part, descriptor, make=make)
            top = f"{top}{part}/"
            self._chain.append((top, descriptor))
        return descriptor

    def _leave(self) -> None:
        with suppress(OSError):  # nothing was written through it
            os.close(self._chain.pop()[1])

    def _enter(self, top: str, part: str, parent: int, *, make: bool) -> int:
        try:
            return os.open(part, _FOLDER, dir_fd=parent)
        except FileNotFoundError:
            if not make:
                raise
        with suppress(FileExistsError):  # another thread was faster
            os.mkdir(part, 0o755, dir_fd=parent)
            self.made.append(f"{top}{part}")
        return os.open(part, _FOLDER, dir_fd=parent)


@contextmanager
def opened(root: Path) -> Iterator[Folders]:
    """Folders below a path; that it cannot be opened is trouble of the machine."""
    with trouble(f"open `{root}`"):
        folders = Folders(root)
    with folders:
        yield folders


def split(path: str) -> tuple[str, str]:
    """The folder and the name of a path."""
    folder, _, name = path.rpartition("/")
    return folder, name


def content(folder: int, name: str, expected: int = 0) -> bytes:
    """The bytes of a file, in one read where it is no longer than expected."""
    descriptor = os.open(name, _FILE, dir_fd=folder)
    try:
        data = os.read(descriptor, expected + 1)
        if len(data) <= expected:
            return data
        return data + b"".join(_rest(descriptor))
    finally:
        os.close(descriptor)


def opening(folder: int, name: str, length: int) -> bytes:
    """The first bytes of a file."""
    descriptor = os.open(name, _FILE, dir_fd=folder)
    try:
        return os.read(descriptor, length)
    finally:
        os.close(descriptor)


def _rest(descriptor: int) -> Iterator[bytes]:
    while block := os.read(descriptor, 1 << 20):
        yield block


def holds(folders: Folders, path: str, *either: bytes | None) -> bool:
    """Whether a file has one of these contents; None is one that is not there."""
    folder, name = split(path)
    try:
        return content(folders.at(folder), name, max(len(data or b"") for data in either)) in either
    except FileNotFoundError:
        return None in either
    except OSError as error:
        if error.errno in _NO_FILE:
            return False
        raise


def write_fresh(folder: int, name: str, data: bytes, mode: int) -> None:
    """Write a file that does not exist yet; its mode does not depend on the umask."""
    temporary.fill(os.open(name, _FRESH, mode, dir_fd=folder), data, mode)


def mode_of(folder: int, name: str) -> int | None:
    """The permissions of a file; None where there is none."""
    try:
        return stat.S_IMODE(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode) & 0o777
    except FileNotFoundError:
        return None


def unlink(folder: int, name: str) -> None:
    """Remove a file that may be gone already."""
    with suppress(FileNotFoundError):
        os.unlink(name, dir_fd=folder)


class trouble:  # noqa: N801 - a context manager, and called thousands of times: a generator is slower
    """Turn the operating system's refusal into a MachineError that says what could not be done."""

    def __init__(self, doing: str, hint: str = "") -> None:
        self._doing = doing
        self._hint = hint

    def __enter__(self) -> None:
        """Nothing has happened yet."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            reason = (error.strerror or str(error)).lower()
            raise MachineError(f"cannot {self._doing}: {reason}", self._hint) from error
