"""Files and folders for as long as something takes; what a run that was killed left of them, the next one removes."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PREFIX = ".cartwright-tmp-"
"""How the name of a file begins that is being written beside its place; nobody else has such names."""
_FOLDER = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")
_SHORT = 32 << 20
"""Characters that are held in memory."""
_YOUNG = 10.0
"""Seconds in which a folder of another run may be made and not locked yet."""


def replace(path: Path, data: bytes, mode: int) -> None:
    """Put a file in the place of whatever lies there, link or file: the old one or the new one is there, never half of
    it. Raises OSError."""
    fresh = path.with_name(f"{PREFIX}{secrets.token_hex(4)}")
    try:
        fill(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode), data, mode)
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise


def fill(descriptor: int, data: bytes, mode: int) -> None:
    """Write all of the data into a new file and close it; its mode does not depend on the umask. Raises OSError."""
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        os.fchmod(descriptor, mode)
    finally:
        os.close(descriptor)


@contextmanager
def spool() -> Iterator[IO[str]]:
    """Text that is written first and then read: in memory while it is short, then in a file without a name."""
    import tempfile  # some milliseconds that most runs save

    with tempfile.SpooledTemporaryFile(_SHORT, "w+", encoding="utf-8", newline="", errors="surrogatepass") as file:
        yield file


def sweep(folder: Path) -> None:
    """Remove what a killed run left half-written in a folder. Raises OSError."""
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            if path.name.startswith(PREFIX):
                path.unlink()


@contextmanager
def workshop(parent: Path | None = None) -> Iterator[Path]:
    """A folder of our own, in the system's folder for such or in another one; removed in the end. Raises OSError."""
    import tempfile  # some milliseconds that most runs save

    parent = Path(tempfile.gettempdir()) if parent is None else parent
    _sweep_folders(parent)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=parent, ignore_cleanup_errors=True) as name:
        descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # it goes with us, however we end
            yield Path(name)
        finally:
            os.close(descriptor)


def _sweep_folders(parent: Path) -> None:
    with os.scandir(parent) as listing:
        found = [entry.path for entry in listing if _FOLDER.fullmatch(entry.name)]
    for path in found:
        with suppress(OSError):  # a file or a link, somebody else's, at work, or gone
            _sweep_folder(path)


def _sweep_folder(path: str) -> None:
    import shutil

    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        seen = os.fstat(descriptor)
        if seen.st_uid != os.geteuid() or time.time() - seen.st_mtime < _YOUNG:
            return
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(descriptor)
