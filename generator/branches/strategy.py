"""Two branches -> index and work tree with both, as `git merge` asks a strategy for it: git's own merge, and then the
generated files that follow from the merged input.

A merge driver is asked about a file that both branches changed, and about nothing else. A strategy also ends the other
conflicts among generated files: one branch removed what the other changed, or added to a folder that the other renamed.
Conflicts in anything that a person wrote stay, as git left them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generator import git, marks, tools

_TEXT = "merge.cartwright.driver=git merge-file -L ours -L base -L theirs %A %O %B"
"""The driver meanwhile: what is in conflict stays so, and is ended here or by a person."""
_PATIENCE = 600.0


def merged(top: Path, arguments: Sequence[str]) -> tools.Completed:
    """git's own merge, with the arguments of a strategy; it knows the branches by their names."""
    names = {name: value for name, value in os.environ.items() if name.startswith("GITHEAD_")}
    return tools.run(["git", "-c", _TEXT, "merge-recursive", *arguments], cwd=top, timeout=_PATIENCE, env=names)


def settled(root: Path) -> bool:
    """Settle the conflicts where all that are left are in generated files; whether none is left now."""
    unmerged = [entry for entry in git.index(root, ":/") if entry.stage]
    if any(entry.path.partition("/")[0] not in marks.FOLDERS or entry.mode not in git.FILES for entry in unmerged):
        return False
    texts = git.contents(root, (entry.blob for entry in unmerged))
    if not all(marks.is_marked(text) for text in texts.values()):
        return False
    git.stage(root, {entry.path for entry in unmerged})  # as they lie there: what they should be is written over them
    return True
