"""What git knows of commits: when the head was made, which files a ref holds; git is started when first asked."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from generator.tools import Completed, git_directory, run

_PATIENCE = 60.0


class History:
    """The commits of the repository that a folder lies in."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def date(self) -> date | None:
        """The day in UTC on which the head was committed: what stands in for today. None without a commit."""
        said = self._git("cat-file", "commit", "HEAD")  # no setting of a person's changes what it prints
        seconds = None if said is None else re.search(rb"^committer .* ([0-9]+) [-+][0-9]+$", said.stdout, re.MULTILINE)
        return None if seconds is None else datetime.fromtimestamp(int(seconds[1]), tz=UTC).date()

    def files(self, ref: str) -> frozenset[str] | None:
        """What a ref holds in the generated folders, as Argo CD would find it; None where git has no such ref here.

        A branch is best known as it was last fetched, since Argo CD reads the remote.
        """
        for name in _names(ref):
            said = self._git("ls-tree", "-r", "-z", "--name-only", name, "--", "charts", "argocd")
            if said is not None and not said.code:
                return frozenset(said.text.split("\0"))
        return None

    def commit(self, ref: str) -> str | None:
        """The commit that a ref names, found in the same order; None where git has no such ref here."""
        for name in _names(ref):
            said = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
            if said is not None and not said.code:
                return said.text.split()[-1]
        return None

    def _git(self, *arguments: str) -> Completed | None:
        if git_directory(self._root) is None:
            return None
        return run(["git", *arguments], cwd=self._root, timeout=_PATIENCE)


def _names(ref: str) -> tuple[str, ...]:
    return f"refs/remotes/origin/{ref}", f"refs/tags/{ref}", f"refs/heads/{ref}", ref
