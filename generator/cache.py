"""What earlier runs made, by what they made it of, in the user's cache folder: asked before it is made again.

An entry that is gone, damaged or of another cartwright is none. Whatever goes wrong here costs time, never an answer.
`CARTWRIGHT_CACHE` names another folder; `off` keeps nothing and asks nothing.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

MOST = 256 << 20
"""Bytes that all entries may take; the ones that were not asked for the longest go first."""
OFF = "off"
_DIGEST = 32
_TEMPORARY = ".new-"


@dataclass(frozen=True)
class Entry:
    """What was made: files by path, and what is said of them, as JSON knows it."""

    files: Mapping[str, bytes]
    said: Any = None


@dataclass(frozen=True)
class Cache:
    """Entries in a folder, each a file named by its key."""

    folder: Path
    most: int = MOST

    def get(self, key: str) -> Entry | None:
        """What was put there, byte for byte, or nothing."""
        path = self.folder / key
        try:
            with path.open("rb") as file:
                digest, data = file.read(_DIGEST), file.read()
            if digest != _digest(key, data):
                return None
            os.utime(path)
        except OSError:
            return None
        return _unpacked(data)

    def put(self, key: str, entry: Entry) -> None:
        """Keep it, whole or not at all; another run that puts the same is no trouble."""
        data = _packed(entry)
        fresh = self.folder / f"{_TEMPORARY}{os.getpid()}-{key}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_bytes(_digest(key, data) + data)
            fresh.replace(self.folder / key)
        except OSError:  # a full disk, a folder of somebody else's
            with suppress(OSError):
                fresh.unlink()
        self._bound()

    def _bound(self) -> None:
        """Remove what was not asked for the longest, until the rest is small enough."""
        with suppress(OSError):
            with os.scandir(self.folder) as listing:
                found = sorted(((one.stat().st_mtime_ns, one.stat().st_size, one.path) for one in listing), reverse=True)
            total = 0
            for _, size, path in found:
                total += size
                if total > self.most:
                    os.unlink(path)


def standard() -> Cache | None:
    """The cache of whoever runs this; none where they want none."""
    named = os.environ.get("CARTWRIGHT_CACHE", "")
    if named == OFF:
        return None
    above = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = Path(named or os.path.join(above, "cartwright", "results"))
    return Cache(folder) if folder.is_absolute() else None


def key(*parts: str) -> str:
    """The name of what this very program makes of the parts."""
    return sha256("\0".join((_program(), *parts)).encode("utf-8", "surrogateescape")).hexdigest()


def _digest(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + data).digest()


def _packed(entry: Entry) -> bytes:
    sizes = [(path, len(data)) for path, data in entry.files.items()]
    head = json.dumps([sizes, entry.said]).encode()
    return b"".join((len(head).to_bytes(8, "big"), head, *entry.files.values()))


def _unpacked(data: bytes) -> Entry:
    start = 8 + int.from_bytes(data[:8], "big")
    sizes, said = json.loads(data[8:start])
    files = {}
    for path, size in sizes:
        files[path] = data[start : start + size]
        start += size
    return Entry(files, said)


@lru_cache(maxsize=1)
def _program() -> str:
    """All that an answer depends on beside the input: this package, Python, and what is installed beside it."""
    package = _files(Path(__file__).parent)
    installed = sorted({name for folder in _libraries() for name in _names(folder)})
    return sha256("\0".join((sys.version, *package, *installed)).encode("utf-8", "surrogateescape")).hexdigest()


def _files(folder: Path) -> Iterator[str]:
    """Each file of a package: where, how large, when it was written."""
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(above, name)
            found = os.stat(path)
            yield f"{path}:{found.st_size}:{found.st_mtime_ns}"


def _libraries() -> Iterable[str]:
    return (folder for folder in sys.path if folder.endswith("-packages")) or (sysconfig.get_path("purelib"),)


def _names(folder: str) -> Iterable[str]:
    with suppress(OSError):
        return [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]
    return ()
