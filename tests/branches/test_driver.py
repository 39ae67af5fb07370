"""One file of a merge: a conflict is taken away only where something of ours runs afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.branches import driver
from generator.marks import mark
from tests.branches.month import Clone

PATH = "charts/api/values.yaml"
LINE = mark(PATH, "config/services/api.yaml")


class Sides(NamedTuple):
    base: Path
    ours: Path
    theirs: Path


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    found = Clone(tmp_path)
    found.git("init", "--quiet")
    monkeypatch.chdir(tmp_path)
    return found


def sides(root: Path, base: str, ours: str, theirs: str, line: str = LINE) -> Sides:
    found = Sides(root / "O", root / "A", root / "B")
    for path, text in zip(found, (base, ours, theirs), strict=True):
        path.write_text(f"{line}\n{text}")
    return found


def hook(clone: Clone, name: str) -> None:
    file = clone.root / ".git/hooks" / name
    file.write_text(f'cartwright merge-hook {name} "$@"\n')
    file.chmod(0o755)


def test_changes_that_do_not_meet_are_both_there(clone: Clone):
    files = sides(clone.root, "a\n1\n2\n3\nz\n", "b\n1\n2\n3\nz\n", "a\n1\n2\n3\ny\n")

    assert driver.merge_file(clone.root, *files)
    assert files.ours.read_text() == f"{LINE}\nb\n1\n2\n3\ny\n"


def test_a_conflict_stays_one_where_nothing_of_ours_runs_afterwards(clone: Clone):
    files = sides(clone.root, "a\n", "b\n", "c\n")

    assert not driver.merge_file(clone.root, *files)
    assert "<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n" in files.ours.read_text()


def test_in_a_merge_our_side_is_taken_if_both_its_hooks_are_there(clone: Clone, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(f"GITHEAD_{'0' * 40}", "other")

    assert not driver.merge_file(clone.root, *sides(clone.root, "a\n", "b\n", "c\n"))
    hook(clone, "post-merge")
    assert not driver.merge_file(clone.root, *sides(clone.root, "a\n", "b\n", "c\n"))
    hook(clone, "pre-commit")
    files = sides(clone.root, "a\n1\n2\nz\n", "b\n1\n2\nz\n", "c\n1\n2\ny\n")
    assert driver.merge_file(clone.root, *files)
    assert files.ours.read_text() == f"{LINE}\nb\n1\n2\ny\n"


@pytest.mark.parametrize("state", ["rebase-merge", "rebase-apply/rebasing"])
def test_in_a_rebase_it_is_the_hook_of_a_rebase_that_counts(clone: Clone, state: str):
    (clone.root / ".git" / state).mkdir(parents=True)
    hook(clone, "post-merge")

    assert not driver.merge_file(clone.root, *sides(clone.root, "a\n", "b\n", "c\n"))
    hook(clone, "post-rewrite")
    assert driver.merge_file(clone.root, *sides(clone.root, "a\n", "b\n", "c\n"))


def test_a_file_of_a_person_is_merged_as_any_other(clone: Clone, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(f"GITHEAD_{'0' * 40}", "other")
    hook(clone, "post-merge")
    hook(clone, "pre-commit")

    assert not driver.merge_file(clone.root, *sides(clone.root, "a\n", "b\n", "c\n", line="mine"))
