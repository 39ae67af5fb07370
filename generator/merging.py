"""The corridor for git: what it starts while branches meet, each job as a handful of lines."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import attributes, cache, git, tools
from generator.branches import driver, setup, strategy
from generator.branches.setup import Part
from generator.errors import MachineError
from generator.tree import INPUT, committed

if TYPE_CHECKING:
    from generator.branches.ending import Ended

MARKER = "config/platform.yaml"
GENERATED = f"argocd/{attributes.NAME}"
"""What a tree has that was generated, and not ejected since."""
STRATEGY = "git-merge-cartwright"
PATIENCE = 600.0


def root(top: Path) -> Path:
    """The repository in a work tree of git: its top, or the folder that the set-up noted."""
    return top / git.tried(top, "config", "--get", setup.ROOT).text.strip()


def follows(root: Path, revision: str) -> Mapping[str, bytes] | None:
    """What follows from the input of a commit or tree; None where it has none, or where it was ejected."""
    if not (git.tree(root, revision, MARKER) and git.tree(root, revision, GENERATED)):
        return None
    from generator import pipeline  # heavy, and a merge driver is started file by file

    return pipeline.made(committed(root, revision, *INPUT)).files


def merge_file(top: Path, base: Path, ours: Path, theirs: Path) -> bool:
    """What a merge driver does: `ours` becomes the file of both; whether without a conflict."""
    return driver.merge_file(top, base, ours, theirs)


def after(root: Path, hook: str, arguments: Sequence[str]) -> Ended | None:
    """What a hook does: the commit or the index that git has just made gets its generated files."""
    from generator.branches import ending

    folder = tools.git_directory(root)
    merging = folder is not None and (folder / "MERGE_HEAD").exists()
    squashed = hook == "post-merge" and list(arguments[:1]) == ["1"]
    rebased = hook == "post-rewrite" and list(arguments[:1]) == ["rebase"]
    if squashed or hook == STRATEGY or (hook == "pre-commit" and merging):
        return ending.index(root, lambda tree: follows(root, tree))
    if rebased or (hook == "post-merge" and merging):
        return ending.head(root, lambda tree: follows(root, tree))
    return None


def merge(top: Path, arguments: Sequence[str]) -> list[tools.Completed]:
    """What a strategy does: git's own merge, then its generated files; the programs that ran, the last with the answer.

    The files are written by another process: the merge may have brought another version of this program.
    """
    ended = strategy.merged(top, arguments)
    if ended.code > 1 or (ended.code == 1 and not strategy.settled(root(top))):
        return [ended]
    found = program()
    if found is None:
        raise MachineError("`cartwright` was not found beside `git-merge-cartwright`", "install it again")
    return [ended, tools.run([found, setup.CALL, STRATEGY], cwd=top, timeout=PATIENCE, env=cache.settings())]


def parts(root: Path) -> list[Part]:
    """What this clone has of the set-up for merges; none outside of git, or where git could not call us."""
    found = program()
    if found is None or tools.find("git") is None or tools.git_directory(root) is None:
        return []
    return setup.parts(root, found, reach())


def fix(root: Path, part: Part) -> None:
    """Make a part of the set-up right, unless it is a person's."""
    setup.fix(root, part)


def program() -> Path | None:
    """The `cartwright` that git shall call: the one that runs, the one of this Python, or the one on PATH."""
    scripts = Path(sysconfig.get_path("scripts"))
    beside = Path(sys.argv[0]).absolute().with_name("cartwright")
    candidates = (beside, scripts / "cartwright", tools.find("cartwright"))
    return next((path for path in candidates if path and path.is_file() and os.access(path, os.X_OK)), None)


def reach() -> setup.Reach:
    """Where git finds the strategy; on the PATH of every shell is what lies in no virtual environment."""
    folders = [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep)]
    found = [folder for folder in folders if folder.is_absolute() and os.access(folder / STRATEGY, os.X_OK)]
    if any(not (folder.parent / "pyvenv.cfg").exists() for folder in found):
        return "everywhere"
    return "here" if found else "nowhere"
