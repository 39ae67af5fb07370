"""What git knows of the generated folders: the blobs of the index and of HEAD, asked once for all files in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from hashlib import sha1, sha256
from pathlib import Path

from generator.errors import MachineError
from generator.tools import git_directory, run
from generator.write.scan import FOLDERS

_PATIENCE = 60.0


class Tracked:
    """Blob ids by path; git is started when first asked, and HEAD is read only if the index lacks the bytes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def holds(self, path: str, data: bytes) -> bool:
        """Whether git can give these bytes of that path back."""
        return _is_blob(data, self._index.get(path, ())) or _is_blob(data, self._head.get(path, ()))

    def knows_nothing(self) -> bool:
        """Whether there is no git here, or it holds none of our files."""
        return not self._index and not self._head

    def in_index(self, path: str) -> bool:
        """Whether `git checkout -- path` would find something."""
        return path in self._index

    def in_conflict(self, path: str) -> bool:
        """Whether a merge left the path for a person to decide."""
        return any(stage != "0" for stage, _, of in self._staged if of == path)

    @cached_property
    def _index(self) -> dict[str, list[str]]:
        blobs: defaultdict[str, list[str]] = defaultdict(list)
        for _, blob, path in self._staged:
            blobs[path].append(blob)
        return dict(blobs)

    @cached_property
    def _staged(self) -> list[tuple[str, str, str]]:
        if git_directory(self._root) is None:
            return []
        listing = run(["git", "ls-files", "--stage", "-z", "--", *FOLDERS], cwd=self._root, timeout=_PATIENCE)
        if listing.code:
            raise MachineError(f"git cannot read the index: {listing.stderr.strip()}")
        return [(stage, blob, path) for (_, blob, stage), path in _entries(listing.stdout)]

    @cached_property
    def _head(self) -> dict[str, list[str]]:
        if git_directory(self._root) is None:
            return {}
        listing = run(["git", "ls-tree", "-r", "-z", "HEAD", "--", *FOLDERS], cwd=self._root, timeout=_PATIENCE)
        if listing.code:
            return {}  # no commit yet
        return {path: [blob] for (_, _, blob), path in _entries(listing.stdout)}


def _entries(listing: bytes) -> Iterator[tuple[list[str], str]]:
    for line in listing.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        facts, path = line.split("\t", 1)
        yield facts.split(" "), path


def _is_blob(data: bytes, blobs: Collection[str]) -> bool:
    """Whether one of the ids is that of the bytes; 64 digits are a repository with `--object-format=sha256`."""
    named = b"blob %d\0" % len(data) + data
    for blob in blobs:
        digest = sha256(named) if len(blob) == 64 else sha1(named, usedforsecurity=False)
        if digest.hexdigest() == blob:
            return True
    return False
