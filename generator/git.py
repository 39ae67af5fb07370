"""What git holds, asked in few runs of git: the entries of the index or of a tree, and the bytes behind them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha1, sha256
from pathlib import Path
from typing import NamedTuple

from generator.errors import MachineError
from generator.tools import Completed, run

PATIENCE = 60.0
FILES = frozenset({"100644", "100755"})
"""The modes of regular files; others are links and submodules."""


class Entry(NamedTuple):
    """One file as git holds it; `stage` is 0 unless a merge left it in conflict."""

    path: str
    blob: str
    mode: str = "100644"
    stage: int = 0


def asked(root: Path, *arguments: str, input: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:  # noqa: A002 - as subprocess has it
    """What git answers; that it cannot is trouble of the machine."""
    ended = tried(root, *arguments, input=input, env=env)
    if ended.code:
        raise MachineError(f"git cannot `{arguments[0]}`: {ended.stderr.strip()}")
    return ended.stdout


def tried(root: Path, *arguments: str, input: bytes | None = None, env: Mapping[str, str] | None = None) -> Completed:  # noqa: A002 - as subprocess has it
    """What git answers, whether it can or not."""
    return run(["git", *arguments], cwd=root, timeout=PATIENCE, input=input, env=env)


def index_of_hook() -> dict[str, str]:
    """The index that git works with while it runs a hook of ours, for the git that the hook starts."""
    name = "GIT_INDEX_FILE"
    return {name: str(Path(os.environ[name]).absolute())} if name in os.environ else {}


def index(root: Path, *folders: str) -> list[Entry]:
    """The entries of the index below some folders; paths are relative to the root."""
    listing = tried(root, "ls-files", "--stage", "-z", "--", *folders)
    if listing.code:
        raise MachineError(f"git cannot read the index: {listing.stderr.strip()}")
    rows = (_row(line) for line in _lines(listing.stdout))
    return [Entry(path, blob, mode, int(stage)) for (mode, blob, stage), path in rows]


def stage(root: Path, paths: Iterable[str]) -> None:
    """Put files into the index as they lie on disk, or out of it where they are gone: no conflict is left in them."""
    listed = "".join(f"{path}\0" for path in sorted(paths)).encode("utf-8", "surrogateescape")
    if listed:
        asked(root, "update-index", "--add", "--remove", "-z", "--stdin", input=listed)


def tree(root: Path, revision: str, *folders: str) -> list[Entry]:
    """The entries of a commit or tree below some folders; none where there is no such commit."""
    listing = tried(root, "ls-tree", "-r", "-z", revision, "--", *folders)
    if listing.code:
        return []
    return [Entry(path, blob, mode) for (mode, _, blob), path in map(_row, _lines(listing.stdout))]


def contents(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The bytes of blobs, by their ids."""
    wanted = list(dict.fromkeys(blobs))
    if not wanted:
        return {}
    answer = asked(root, "cat-file", "--batch", input="".join(f"{blob}\n" for blob in wanted).encode())
    found, at = {}, 0
    for blob in wanted:
        start = answer.index(b"\n", at) + 1
        _, kind, size = answer[at : start - 1].split(b" ")
        if kind != b"blob":
            raise MachineError(f"git has no file under `{blob}`")
        found[blob] = answer[start : start + int(size)]
        at = start + int(size) + 1
    return found


def checked_out(root: Path, entries: Collection[Entry]) -> dict[str, bytes]:
    """The bytes of files by their paths; where there is a filter (Git LFS, git-crypt), as it writes them to disk."""
    listed = "".join(f"{entry.path}\0" for entry in entries).encode("utf-8", "surrogateescape")
    said = _lines(asked(root, "check-attr", "-z", "--stdin", "filter", input=listed))
    filtered = {
        path for path, value in zip(said[::3], said[2::3], strict=True) if value not in ("unspecified", "unset")
    }
    found = contents(root, (entry.blob for entry in entries if entry.path not in filtered))
    return {entry.path: _filtered(root, entry) if entry.path in filtered else found[entry.blob] for entry in entries}


def _filtered(root: Path, entry: Entry) -> bytes:
    return asked(root, "cat-file", "--filters", f"--path={prefix(root)}{entry.path}", entry.blob)


def prefix(root: Path) -> str:
    """What stands before a path of ours to make it one of the whole repository; empty where the root is its top."""
    return asked(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")


def is_blob(data: bytes, blobs: Collection[str]) -> bool:
    """Whether one of the ids is that of the bytes."""
    return any(blob_of(data, len(blob)) == blob for blob in blobs)


def blob_of(data: bytes, digits: int) -> str:
    """The id of some bytes; 64 digits are a repository with `--object-format=sha256`."""
    named = b"blob %d\0" % len(data) + data
    return (sha256(named) if digits == 64 else sha1(named, usedforsecurity=False)).hexdigest()


def _lines(listing: bytes) -> list[str]:
    return listing.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _row(line: str) -> tuple[list[str], str]:
    facts, path = line.split("\t", 1)
    return facts.split(" "), path
