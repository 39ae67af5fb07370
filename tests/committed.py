"""Repositories on disk under git, with input files and what follows from them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import pipeline


@dataclass(frozen=True)
class Committed:
    """A folder under git."""

    root: Path

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files as an editor does."""
        for path, data in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(data)

    def commit(self, *, when: str = "2026-11-24T12:00:00+0000") -> str:
        """Generate, commit all at that time, and say the commit's name."""
        pipeline.generate(self.root)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x", when=when)
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str, when: str = "") -> str:
        """Run git as somebody."""
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments]
        dates = {"GIT_COMMITTER_DATE": when} if when else {}
        environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **dates}
        ended = subprocess.run(command, cwd=self.root, env=environment, check=True, capture_output=True)
        return ended.stdout.decode()

    def told(self) -> list[str]:
        """What `validate` says, a problem a line: place, code and message, hint."""
        found = pipeline.validate(self.root).problems
        return [f"{problem.place}: {problem.code}: {problem.message} | {problem.hint}" for problem in found]

    def skipped(self) -> int:
        """How many objects nobody looked at."""
        return pipeline.validate(self.root).skipped

    def unseen(self) -> list[str]:
        """What `validate` could not see of this repository alone."""
        return [*pipeline.validate(self.root).unseen[2:]]


def committed(root: Path, files: Mapping[str, bytes]) -> Committed:
    """A new repository with these input files, in its first commit."""
    root.mkdir()
    found = Committed(root)
    found.put(files)
    found.git("init", "--quiet")
    found.commit()
    return found
