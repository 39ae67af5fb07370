"""What people call a revision -> its commit; without a name, the commit where the work left the main branch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator import git
from generator.errors import MachineError, UnknownNameError
from generator.suggest import near
from generator.tools import git_directory

MAIN = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/heads/main", "refs/remotes/origin/master")
"""Where the main branch may be known, best first; a clone of GitHub's checkout has no `origin/HEAD`."""
LAST_MAIN = "refs/heads/master"
INDEX = "index"
"""What a person calls what the next commit will hold."""
SHORT = 7
SHALLOW = "run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`"


@dataclass(frozen=True)
class Commit:
    """A commit, and what people call it."""

    id: str
    name: str

    def __str__(self) -> str:
        short = self.id[:SHORT]
        return short if self.id.startswith(self.name) else f"{short} ({self.name})"


@dataclass(frozen=True)
class Base:
    """What is compared with: how it was found, and how far the main branch has gone on since."""

    commit: Commit
    main: Commit | None = None
    behind: int = 0
    """commits of the main branch that it does not have"""
    is_merged: bool = False
    """it is part of the main branch"""
    is_assumed: bool = False
    """nobody named it: it is where the work left the main branch"""


def named(root: Path, name: str) -> Commit:
    """The commit of that name, a branch of `origin` too. Raises UnknownNameError where there is none."""
    _in_git(root)
    found = _commit(root, name) or _commit(root, f"refs/remotes/origin/{name}")
    if found is None:
        raise UnknownNameError(f"git has no commit `{name}` here", _meant(root, name))
    return Commit(found, name)


def _meant(root: Path, name: str) -> str:
    """What to type instead of a name that is no commit's."""
    ends = re.fullmatch(r"([^.].*?)\.{2,3}([^.].*)", name)
    if ends:
        return f"name both apart: `cartwright diff {ends[1]} {ends[2]}`"
    if name.casefold().replace(" ", "").replace("-", "") in ("worktree", "workingtree"):
        return "leave HEAD out to look at the work tree: `cartwright diff BASE`"
    if name == INDEX:
        return f"the index is a HEAD: `cartwright diff HEAD {INDEX}`"
    branches = git.asked(root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
    if candidate := near(name, branches.decode("utf-8", "replace").splitlines()):
        return f"did you mean `{candidate}`?"
    return SHALLOW if _is_shallow(root) else "run `git fetch origin`, or name a commit that `git log` lists"


def base(root: Path, name: str | None, head: str = "HEAD") -> Base:
    """The commit of that name, else the merge base of the head and the main branch.

    Raises UnknownNameError where nothing is called so, or no main branch is known, and MachineError where git's own
    history ends before the merge base.
    """
    _in_git(root)
    main = _main(root)
    if name is not None:
        commit = named(root, name)
        return Base(commit, main, *_behind(root, commit, main))
    if main is None:
        raise UnknownNameError(*_without_main(root))
    answer = git.tried(root, "merge-base", main.id, head)
    if answer.code:
        raise _apart(root, main, head)
    commit = Commit(answer.text.split()[0], main.name)
    return Base(commit, main, *_behind(root, commit, main), is_assumed=True)


def _without_main(root: Path) -> tuple[str, str]:
    if _commit(root, "HEAD") is None:
        return "there is no commit to compare with yet", "commit first, or look at `cartwright render`"
    return (
        "git knows no main branch here: neither `origin/HEAD`, `main` nor `master`",
        "name it: `cartwright diff BASE`",
    )


def _apart(root: Path, main: Commit, head: str) -> Exception:
    if _commit(root, head) is None:
        return UnknownNameError(f"git has no commit `{head}` here", "commit first, or name another HEAD")
    if _is_shallow(root):
        return MachineError(
            f"this clone is shallow: the commit where `{head}` left `{main.name}` is not in it", SHALLOW
        )
    return UnknownNameError(f"`{head}` and `{main.name}` have no commit in common", "name it: `cartwright diff BASE`")


def _in_git(root: Path) -> None:
    if git_directory(root) is None:
        raise MachineError(f"`{root.name}` lies in no git repository", "run `git init` and commit, or clone it anew")


def _main(root: Path) -> Commit | None:
    places = (*MAIN, LAST_MAIN)
    listing = git.asked(root, "for-each-ref", "--format=%(refname) %(objectname) %(symref)", *places)
    rows = {name: (commit, target) for name, commit, target in _rows(listing)}
    for place in places:
        if place in rows:
            commit, target = rows[place]
            return Commit(commit, (target or place).removeprefix("refs/remotes/").removeprefix("refs/heads/"))
    return None


def _rows(listing: bytes) -> list[list[str]]:
    return [[*line.split(" "), ""][:3] for line in listing.decode("utf-8", "surrogateescape").splitlines()]


def _behind(root: Path, commit: Commit, main: Commit | None) -> tuple[int, bool]:
    """How many commits of the main branch it does not have, and whether it is one of them."""
    if main is None or main.id == commit.id:
        return 0, main is not None
    answer = git.tried(root, "rev-list", "--left-right", "--count", f"{commit.id}...{main.id}")
    if answer.code:
        return 0, False
    own, missing = map(int, answer.text.split())
    return missing, own == 0


def _commit(root: Path, name: str) -> str | None:
    answer = git.tried(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return None if answer.code else answer.text.split()[-1]


def _is_shallow(root: Path) -> bool:
    return git.asked(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
