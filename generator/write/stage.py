"""Changes -> git's index, while git waits for the commit that ends a merge: what was in conflict is settled."""

from __future__ import annotations

from pathlib import Path

from generator import git
from generator.write.generated import Changes


def stage(changes: Changes, root: Path) -> None:
    """Put what a merge left in conflict, and what was written, into the index as it lies on disk; nothing else ever."""
    if not changes.problems:
        git.stage(root, changes.staged)
