"""A copy of this repository's input under git, generated and pushed to where Argo CD reads it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator import pipeline

ROOT = Path(__file__).parents[2]
INPUT = ("config", "environments")


@dataclass(frozen=True)
class Change:
    """One commit: its hash, the one before, and the files that differ."""

    commit: str
    before: str
    files: tuple[str, ...]


class Repository:
    """The work tree of a person who edits, generates, commits and pushes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in INPUT:
            shutil.copytree(ROOT / name, folder / name)
        self._git("init", "--quiet", "--initial-branch=main")

    def publish(self, web: Path, url: str) -> Change:
        """Put the repository where `https://host/path` is answered from."""
        address = urlsplit(url)
        bare = web / str(address.hostname) / address.path.strip("/")
        self._git("init", "--quiet", "--bare", "--initial-branch=main", str(bare))
        self._git("remote", "add", "origin", str(bare))
        return self.commit("what there is")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a piece of text that is there once."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"`{old}` is {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """A new file, or a whole other one."""
        (self.folder / path).write_text(text, encoding="utf-8")

    def remove(self, path: str) -> None:
        """Delete a file."""
        (self.folder / path).unlink()

    def commit(self, message: str) -> Change:
        """Generate, commit, push."""
        pipeline.generate(self.folder)
        before = self._git("rev-parse", "--quiet", "--verify", "HEAD", check=False)
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", message)
        self._git("push", "--quiet", "origin", "main")
        commit = self._git("rev-parse", "HEAD")
        files = self._git("diff", "--name-only", f"{before}..{commit}" if before else commit)
        return Change(commit, before, tuple(files.splitlines()))

    def _git(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments], capture_output=True, text=True, timeout=60, check=False
        )
        assert not check or done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
        return done.stdout.strip()
