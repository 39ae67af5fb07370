"""What git knows of the generated folders: the blobs of the index and of HEAD, asked once for all files in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from generator import git, marks
from generator.marks import FOLDERS
from generator.tools import git_directory

UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")
"""Files in the git folder while git waits for the commit that ends what it began."""
AMENDING = "rebase-merge/amend"
"""Beside the last of them: a rebase that stopped because a person asked it to, to change a commit."""


class Tracked:
    """Blob ids by path; git is started when first asked, and HEAD is read only if the index lacks the bytes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._git = git_directory(root)

    def holds(self, path: str, data: bytes) -> bool:
        """Whether git can give these bytes of that path back."""
        return git.is_blob(data, self._index.get(path, ())) or git.is_blob(data, self._head.get(path, ()))

    def knows_nothing(self) -> bool:
        """Whether there is no git here, or it holds none of our files."""
        return not self._index and not self._head

    def in_index(self, path: str) -> bool:
        """Whether `git checkout -- path` would find something."""
        return path in self._index

    def in_conflict(self, path: str) -> bool:
        """Whether a merge left the path for a person to decide."""
        return any(entry.stage for entry in self._staged if entry.path == path)

    def side_of_ours(self, path: str) -> str:
        """The side of a conflict on which the file is generated, as `git checkout` calls it; empty for none."""
        sides = {entry.stage: entry.blob for entry in self._staged if entry.path == path}
        texts = git.contents(self._root, sides.values())
        names = {2: "--ours", 3: "--theirs"}
        return next(
            (name for stage, name in names.items() if marks.is_marked(texts.get(sides.get(stage, ""), b""))), ""
        )

    @cached_property
    def merging(self) -> bool:
        """Whether git waits for the commit that ends a merge or the like. A stash leaves no trace but its conflicts,
        and those are seen only where git was asked anyway."""
        if self._git is None:
            return False
        begun = any((self._git / name).exists() for name in UNFINISHED) and not (self._git / AMENDING).exists()
        return begun or ("_staged" in vars(self) and bool(self.settled))

    @cached_property
    def settled(self) -> frozenset[str]:
        """Files in conflict that are generated on each side that has them: the input alone decides."""
        unmerged = _blobs(entry for entry in self._staged if entry.stage)
        texts = git.contents(self._root, (blob for blobs in unmerged.values() for blob in blobs))
        return frozenset(
            path for path, blobs in unmerged.items() if all(marks.is_marked(texts[blob]) for blob in blobs)
        )

    @cached_property
    def _index(self) -> dict[str, list[str]]:
        return _blobs(self._staged)

    @cached_property
    def _staged(self) -> list[git.Entry]:
        return [] if self._git is None else git.index(self._root, *FOLDERS)

    @cached_property
    def _head(self) -> dict[str, list[str]]:
        return {} if self._git is None else _blobs(git.tree(self._root, "HEAD", *FOLDERS))


def _blobs(entries: Iterable[git.Entry]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        found[entry.path].append(entry.blob)
    return dict(found)
