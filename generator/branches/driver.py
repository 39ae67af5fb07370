"""Three versions of one file that both branches changed -> one, as git asks its merge drivers for it, file by file.

While git merges, other files, the input among them, may not be merged yet: so nothing can be generated here. Where a
hook of ours runs once git is done (of a merge, of a rebase), a conflict in a generated file needs nobody: our side is
taken, and the hook writes what the merged input says. Everywhere else (a cherry-pick, a revert, a stash, a clone that
has no hooks) a conflict stays one, with markers: a side that was taken in silence could be wrong for good.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator import git, marks, tools
from generator.branches.setup import is_called

_LABELS = ("-L", "ours", "-L", "base", "-L", "theirs")


def merge_file(top: Path, base: Path, ours: Path, theirs: Path) -> bool:
    """Merge into `ours`, from the top of the work tree; whether no conflict is left in it."""
    generated = all(marks.is_marked(path.read_bytes()) for path in (ours, theirs))
    settled = ("--ours",) if generated and is_mended(top) else ()
    ended = git.tried(top, "merge-file", "--quiet", *settled, *_LABELS, str(ours), str(base), str(theirs))
    return ended.code == 0


def is_mended(top: Path) -> bool:
    """Whether a hook of ours will write the generated files once git has merged the rest."""
    if any(name.startswith("GITHEAD_") for name in os.environ):  # set by `git merge` and `git pull` alone
        return is_called(top, "post-merge") and is_called(top, "pre-commit")  # the latter where a person ends it
    folder = tools.git_directory(top)
    rebasing = folder is not None and any(
        (folder / name).exists() for name in ("rebase-merge", "rebase-apply/rebasing")
    )
    return rebasing and is_called(top, "post-rewrite")
