"""A month of branches, merged by git in any order; who is needed, and whether what is there follows from the input."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import marks, pipeline, write
from generator.tree import DiskTree
from tests.branches.pinned import version
from tests.branches.shop import BRANCHES, INPUT, PIN, put

MAIN = "main"


@dataclass(frozen=True)
class Clone:
    """A work tree, and git in it; `path` is what git finds on PATH before all else."""

    root: Path
    path: str = ""

    def git(self, *arguments: str, fails: bool = False, **variables: str) -> str:
        """What git says; that it fails is an error unless it may."""
        ended = self.tried(*arguments, **variables)
        assert ended.returncode == 0 or fails, f"git {' '.join(arguments)}\n{ended.stdout}{ended.stderr}"
        return ended.stdout

    def tried(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """What git says, and how it ended."""
        environment = {**self.environment, **variables}
        return subprocess.run(["git", *arguments], cwd=self.root, env=environment, capture_output=True, text=True)

    @property
    def environment(self) -> dict[str, str]:
        path = f"{self.path}{os.pathsep}{os.environ['PATH']}" if self.path else os.environ["PATH"]
        return {**os.environ, "PATH": path, "GIT_EDITOR": "true"}

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", message)

    def generate(self) -> write.Changes:
        """`cartwright generate`, in the version that is pinned here."""
        with version(self.pin):
            return pipeline.generate(self.root)

    @property
    def pin(self) -> str:
        file = self.root / PIN
        return file.read_text() if file.exists() else ""

    def wanted(self) -> dict[str, str]:
        """What follows from the input that lies here."""
        with version(self.pin):
            return dict(pipeline.generated(DiskTree(self.root)).files)

    def generated(self) -> dict[str, str]:
        """The generated files at HEAD."""
        paths = self.git("ls-tree", "-r", "--name-only", "-z", "HEAD", "--", *marks.FOLDERS).split("\0")[:-1]
        return {path: (self.root / path).read_text() for path in paths}

    def in_conflict(self) -> list[str]:
        lines = self.git("ls-files", "--unmerged", "-z").split("\0")[:-1]
        return sorted({line.split("\t", 1)[1] for line in lines})

    def is_clean(self) -> bool:
        return self.git("status", "--porcelain") == ""


def repository(root: Path, branches: Iterable[str] = BRANCHES) -> Clone:
    """The shop on `main`, and each branch, with what it generates."""
    clone = Clone(root)
    root.mkdir(parents=True)
    clone.git("init", "--quiet", "--initial-branch", MAIN)
    for path, text in INPUT.items():
        put(root, path, text)
    clone.generate()
    clone.commit("start")
    for name in branches:
        clone.git("switch", "--quiet", "--create", name, MAIN)
        BRANCHES[name](root)
        clone.generate()
        clone.commit(name)
    clone.git("switch", "--quiet", MAIN)
    clone.git("repack", "-adq")  # few files are copied faster
    return clone


def copy(of: Clone, root: Path, path: str = "") -> Clone:
    """The same repository once more."""
    shutil.copytree(of.root, root, symlinks=True)
    return Clone(root, path)


@dataclass
class Month:
    """What came of the merges of a month."""

    merges: int = 0
    conflicts: dict[str, list[str]] = field(default_factory=dict)
    """branch -> generated files in conflict, where git stopped"""
    stale: dict[str, list[str]] = field(default_factory=dict)
    """branch -> generated files that do not follow from the input, where git merged without a word"""


def month(clone: Clone, seed: int, branches: Mapping[str, object] = BRANCHES) -> Month:
    """Merge the branches in an order that follows from the seed; where git stops or errs, a person generates."""
    names = list(branches)
    random.Random(seed).shuffle(names)
    found = Month()
    for name in names:
        ended = clone.tried("merge", "--quiet", "--no-edit", name)
        found.merges += 1
        if ended.returncode:
            found.conflicts[name] = clone.in_conflict()
            assert found.conflicts[name], ended.stdout + ended.stderr
            assert all(path.startswith(marks.FOLDERS) for path in found.conflicts[name]), found.conflicts[name]
        have, wanted = clone.generated() if not ended.returncode else {}, clone.wanted()
        if not ended.returncode and (stale := differing(have, wanted)):
            found.stale[name] = stale
        if ended.returncode or have != wanted:
            clone.generate()
            clone.commit(f"{name}, by a person")
            assert differing(clone.generated(), wanted) == []
        assert clone.is_clean()
    return found


def differing(have: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    return sorted(path for path in have.keys() | wanted.keys() if have.get(path) != wanted.get(path))
