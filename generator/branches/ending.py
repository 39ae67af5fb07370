"""What git has just made of two branches -> the same with the generated files that follow from its input."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import git
from generator.branches.mending import mended
from generator.errors import MachineError

Follows = Callable[[str], Mapping[str, bytes] | None]
"""A commit or tree -> the files that follow from its input; None where it has none."""

IN_COMMIT = "in the commit"
STAGED = "staged"
SIGNED = "staged, for the commit is signed: `git commit --amend --no-edit`"


@dataclass(frozen=True)
class Ended:
    """How many generated files were brought to follow the input, and where they now are."""

    files: int
    where: str


def head(root: Path, follows: Follows) -> Ended | None:
    """Give the commit at HEAD its generated files: all else of it stays, author, date, message and parents. None where
    nothing has to be done."""
    commit = _said(root, "rev-parse", "HEAD")
    before = _said(root, "rev-parse", "HEAD^{tree}")
    after = _after(root, before, follows)
    if after == before:
        return None
    text = git.asked(root, "cat-file", "commit", commit)
    _put(root, before, after)
    if b"\ngpgsig" in text.partition(b"\n\n")[0]:
        return Ended(_count(root, before, after), SIGNED)
    changed = b"tree %s\n%s" % (after.encode(), text.partition(b"\n")[2])
    fresh = git.asked(root, "hash-object", "-t", "commit", "-w", "--stdin", input=changed).decode().strip()
    git.asked(root, "update-ref", "-m", "cartwright: generated files follow the input", "HEAD", fresh, commit)
    return Ended(_count(root, before, after), IN_COMMIT)


def index(root: Path, follows: Follows) -> Ended | None:
    """Give the index its generated files, and the work tree with it; None where nothing has to be done."""
    before = git.asked(root, "write-tree", env=git.index_of_hook()).decode().strip()
    after = _after(root, before, follows)
    if after == before:
        return None
    _put(root, before, after)
    return Ended(_count(root, before, after), STAGED)


def _after(root: Path, before: str, follows: Follows) -> str:
    wanted = follows(before)
    return before if wanted is None else mended(root, before, wanted)


def _put(root: Path, before: str, after: str) -> None:
    """Bring index and work tree from one tree to another; what lies uncommitted in the way is trouble."""
    git.tried(root, "update-index", "-q", "--refresh", env=git.index_of_hook())  # a file only touched is no edit
    ended = git.tried(root, "read-tree", "-m", "-u", before, after, env=git.index_of_hook())
    if ended.code:
        hint = "commit or stash what is there, run `cartwright generate`, and commit what it writes"
        raise MachineError(f"generated files cannot follow the merge: {ended.stderr.strip()}", hint)


def _count(root: Path, before: str, after: str) -> int:
    return _said(root, "diff-tree", "-r", "--name-only", before, after).count("\n") + 1


def _said(root: Path, *arguments: str) -> str:
    return git.asked(root, *arguments).decode("utf-8", "surrogateescape").strip()
