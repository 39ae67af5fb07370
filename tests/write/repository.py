"""A repository for tests: files of ours and of a person, on disk, in the index and in commits."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import write
from generator.marks import mark

SOURCE = "config/services/api.yaml"
VALUES = "charts/api/values.yaml"


def ours(body: str, path: str = VALUES) -> str:
    """A generated text."""
    return f"{mark(path, SOURCE)}\n{body}\n"


@dataclass(frozen=True)
class Repository:
    """A folder with or without git."""

    root: Path

    def generate(self, wanted: Mapping[str, str]) -> write.Changes:
        """Compare, and write if nothing forbids it."""
        changes = write.changes(wanted, self.root)
        if not changes.problems:
            write.apply(changes, self.root)
        return changes

    def put(self, path: str, text: str) -> None:
        """Write as an editor does."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.root / path).read_bytes().decode()

    def files(self) -> dict[str, str]:
        """Every file of the generated folders."""
        found = {}
        for top in write.FOLDERS:
            for folder, _, names in os.walk(self.root / top):
                for name in names:
                    path = Path(folder, name).relative_to(self.root).as_posix()
                    found[path] = self.read(path)
        return found

    def git(self, *arguments: str) -> str:
        """Run git as somebody."""
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments]
        environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        ended = subprocess.run(command, cwd=self.root, env=environment, check=True, capture_output=True)
        return ended.stdout.decode()

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")

    def forget(self) -> None:
        """Lose the journal."""
        (self.root / ".git/cartwright/written").unlink()
