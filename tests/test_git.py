"""What git is asked, and what it cannot answer."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator import git
from generator.errors import MachineError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for path, text in {"config/a": "a", "config/b c": "b", "environments/ü": "ü"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    git.asked(tmp_path, "add", ".")
    return tmp_path


def commit(root: Path) -> str:
    git.asked(root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "x")
    return "HEAD"


def test_entries_are_those_of_the_index_and_of_a_tree(root: Path):
    (root / "config/a").write_text("changed")

    found = git.index(root, "config")

    assert [(entry.path, entry.mode, entry.stage) for entry in found] == [
        ("config/a", "100644", 0),
        ("config/b c", "100644", 0),
    ]
    assert git.tree(root, commit(root), "config") == found
    assert [entry.path for entry in git.tree(root, "HEAD", "environments")] == ["environments/ü"]


def test_a_revision_that_is_not_there_has_no_entries(root: Path):
    assert git.tree(root, "HEAD", "config") == []


def test_contents_are_read_in_one_run(root: Path):
    blobs = [entry.blob for entry in git.index(root, "config", "environments")]

    assert list(git.contents(root, blobs).values()) == [b"a", b"b", "ü".encode()]
    assert git.contents(root, []) == {}


def test_what_git_cannot_do_is_trouble_of_the_machine(root: Path):
    with pytest.raises(MachineError, match="git cannot `rev-parse`: fatal"):
        git.asked(root, "rev-parse", "--verify", "nowhere")


def test_a_file_with_a_filter_is_as_it_is_on_disk(root: Path):
    git.asked(root, "config", "filter.upper.smudge", "tr a-z A-Z")
    (root / ".gitattributes").write_text("a filter=upper\n")

    assert git.checked_out(root, git.index(root, "config")) == {"config/a": b"A", "config/b c": b"b"}


def test_an_id_is_that_of_git(root: Path):
    entry, *_ = git.index(root, "config")

    assert git.blob_of(b"a", 40) == entry.blob
    assert git.is_blob(b"a", ["x" * 40, entry.blob])
    assert not git.is_blob(b"b", [entry.blob])
