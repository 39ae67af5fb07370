"""What earlier runs made, by what they made it of, in the user's cache folder: asked before it is made again.

An entry that is gone, damaged or of another cartwright is none. Whatever goes wrong here costs time, never an answer.
`CARTWRIGHT_CACHE` names another folder; `off` keeps nothing and asks nothing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

from generator import temporary

MOST = 256 << 20
"""Bytes that all entries may take; the ones that were not asked for the longest go first."""
VARIABLE = "CARTWRIGHT_CACHE"
OFF = "off"
_DIGEST = 32
_YOUNG = 60.0
"""Seconds in which another run may be writing what it has begun; later, it was killed."""


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

    def put(self, entries: Mapping[str, Entry]) -> None:
        """Keep them, each whole or not at all; another run that puts the same is no trouble."""
        with suppress(OSError):  # a full disk, a folder of somebody else's
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for key, entry in entries.items():
                data = _packed(entry)
                temporary.replace(self.folder / key, _digest(key, data) + data, 0o600)
        self._bound()

    def _bound(self) -> None:
        """Remove what was not asked for the longest, until the rest is small enough."""
        with suppress(OSError):
            with os.scandir(self.folder) as listing:
                found = [(one.stat(), Path(one.path)) for one in listing]
            total = 0
            for entry, path in sorted(found, key=lambda one: one[0].st_mtime_ns, reverse=True):
                total += entry.st_size
                if total > self.most or (path.name.startswith(temporary.PREFIX) and time() - entry.st_mtime > _YOUNG):
                    path.unlink()


def settings() -> dict[str, str]:
    """What says where the cache lies, for another cartwright that is started with nothing else of our environment."""
    return {name: os.environ[name] for name in (VARIABLE, "XDG_CACHE_HOME") if name in os.environ}


def standard() -> Cache | None:
    """The cache of whoever runs this; none where they want none."""
    named = os.environ.get(VARIABLE, "")
    if named == OFF:
        return None
    above = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    folder = Path(named).absolute() if named else above / "cartwright" / "results"
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
    package = os.fspath(Path(__file__).parent)
    installed = [name for folder in sys.path if folder.endswith("-packages") for name in _distributions(folder)]
    return sha256("\0".join((sys.version, *_files(package), *installed)).encode("utf-8", "surrogateescape")).hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Each file of a package: where, how large, when it was written."""
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda one: one.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path) if entry.name != "__pycache__" else ()
        else:
            found = entry.stat()
            yield f"{entry.path}:{found.st_size}:{found.st_mtime_ns}"


def _distributions(folder: str) -> list[str]:
    """What is installed there, with versions."""
    try:
        with os.scandir(folder) as listing:
            return sorted(one.name for one in listing if one.name.endswith((".dist-info", ".egg-info")))
    except OSError:
        return []
