"""A tree in git becomes the tree with its generated files, whatever lies on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.branches.mending import mended
from generator.errors import InputError
from generator.marks import mark
from tests.branches.month import Clone
from tests.branches.shop import put

VALUES = "charts/api/values.yaml"
STALE = "charts/old/values.yaml"


def ours(body: str, path: str = VALUES) -> str:
    return f"{mark(path, 'config/services/api.yaml')}\n{body}\n"


@pytest.fixture(params=["", "deploy"])
def clone(tmp_path: Path, request: pytest.FixtureRequest) -> Clone:
    """A repository at the top of a work tree, or in a folder of it."""
    outer = Clone(tmp_path / "clone")
    outer.root.mkdir()
    outer.git("init", "--quiet")
    inner = Clone(outer.root / request.param)
    inner.root.mkdir(exist_ok=True)
    for path, text in {VALUES: ours("a: 1"), STALE: ours("b"), "charts/old/mine.yaml": "mine", "config/x": "x"}.items():
        put(inner.root, path, text)
    inner.commit("start")
    return inner


def test_wanted_files_are_in_it_stale_ones_are_not_and_all_else_stays(clone: Clone):
    tree = mended(clone.root, "HEAD", {VALUES: ours("a: 2").encode(), "charts/new.yaml": ours("n").encode()})

    assert clone.git("ls-tree", "-r", "--name-only", tree).split() == [
        "charts/api/values.yaml",
        "charts/new.yaml",
        "charts/old/mine.yaml",
        "config/x",
    ]
    prefix = clone.git("rev-parse", "--show-prefix").strip()
    assert clone.git("cat-file", "blob", f"{tree}:{prefix}{VALUES}") == ours("a: 2")
    assert clone.is_clean()


def test_a_tree_that_has_them_is_itself(clone: Clone):
    wanted = {path: (clone.root / path).read_bytes() for path in (VALUES, STALE)}

    assert mended(clone.root, "HEAD", wanted) == clone.git("rev-parse", "HEAD^{tree}").strip()


def test_a_file_of_a_person_in_the_way_is_a_problem(clone: Clone):
    with pytest.raises(InputError, match=r"`charts/old/mine\.yaml` was not generated, and"):
        mended(clone.root, "HEAD", {"charts/old/mine.yaml": ours("a").encode()})


def test_a_repository_with_longer_hashes_is_mended(tmp_path: Path):
    clone = Clone(tmp_path)
    clone.git("init", "--quiet", "--object-format=sha256")
    clone.git("commit", "--quiet", "--allow-empty", "--message", "x")

    tree = mended(clone.root, "HEAD", {VALUES: ours("a").encode()})

    assert clone.git("cat-file", "blob", f"{tree}:{VALUES}") == ours("a")


def test_many_files_are_written_in_one_go(tmp_path: Path):
    clone = Clone(tmp_path)
    clone.git("init", "--quiet")
    clone.git("commit", "--quiet", "--allow-empty", "--message", "x")
    wanted = {f"charts/s{number}/values.yaml": ours(f"a: {number}").encode() for number in range(300)}

    tree = mended(clone.root, "HEAD", wanted)

    assert len(clone.git("ls-tree", "-r", "--name-only", tree).split()) == 300
