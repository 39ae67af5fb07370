from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.errors import MachineError, UnknownNameError
from generator.revisions.commits import base, named
from tests.committed import Committed


@pytest.fixture
def repository(tmp_path: Path) -> Committed:
    """Two commits on `main`, and a third on `work`, which is checked out."""
    found = Committed(tmp_path / "repository")
    found.root.mkdir()
    found.git("init", "--quiet", "--initial-branch=main")
    for number in range(2):
        commit(found, f"main {number}")
    found.git("checkout", "--quiet", "-b", "work")
    commit(found, "work")
    return found


def commit(found: Committed, message: str) -> str:
    found.git("commit", "--quiet", "--allow-empty", "--message", message, when="2026-11-24T12:00:00+0000")
    return found.git("rev-parse", "HEAD").strip()


def clone(of: Committed, folder: Path, *options: str) -> Committed:
    subprocess.run(
        ["git", "clone", "--quiet", *options, of.root.as_uri(), str(folder)], check=True, capture_output=True
    )
    return Committed(folder)


def refused(root: Path, name: str | None = None, head: str = "HEAD") -> tuple[str, str]:
    with pytest.raises((UnknownNameError, MachineError)) as caught:
        base(root, name, head)
    return caught.value.message, caught.value.hint


def test_without_a_name_the_base_is_where_the_work_left_the_main_branch(repository: Committed) -> None:
    left = repository.git("rev-parse", "main").strip()
    repository.git("checkout", "--quiet", "main")
    commit(repository, "later")
    repository.git("checkout", "--quiet", "work")

    found = base(repository.root, None)

    assert (found.commit.id, found.commit.name, found.behind, found.is_assumed) == (left, "main", 1, True)


def test_the_main_branch_is_best_known_as_it_was_fetched(repository: Committed, tmp_path: Path) -> None:
    repository.git("checkout", "--quiet", "main")
    cloned = clone(repository, tmp_path / "clone")
    commit(cloned, "not pushed")

    found = base(cloned.root, None)

    assert (found.commit.name, found.behind) == ("origin/main", 0)
    assert found.commit.id == repository.git("rev-parse", "main").strip()


def test_a_checkout_without_origin_head_still_knows_its_main_branch(repository: Committed, tmp_path: Path) -> None:
    cloned = clone(repository, tmp_path / "clone")
    cloned.git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD")

    assert base(cloned.root, None).commit.name == "origin/main"


def test_a_detached_head_has_a_base_like_any_other(repository: Committed) -> None:
    repository.git("checkout", "--quiet", "--detach", "work")

    assert base(repository.root, None).commit.id == repository.git("rev-parse", "main").strip()


def test_a_named_base_says_how_far_main_has_gone_on_without_it(repository: Committed) -> None:
    found = base(repository.root, "main~1")

    assert (str(found.commit), found.behind, found.is_assumed) == (f"{found.commit.id[:7]} (main~1)", 1, False)


def test_a_commit_that_is_named_by_its_id_is_said_once(repository: Committed) -> None:
    full = repository.git("rev-parse", "main").strip()

    assert str(named(repository.root, full[:10])) == full[:7]


def test_a_branch_that_only_the_remote_has_is_found_by_its_name(repository: Committed, tmp_path: Path) -> None:
    cloned = clone(repository, tmp_path / "clone", "--branch", "main")

    assert named(cloned.root, "work").id == repository.git("rev-parse", "work").strip()


def test_a_name_that_git_does_not_know_is_said(repository: Committed) -> None:
    assert refused(repository.root, "xyz") == (
        "git has no commit `xyz` here",
        "run `git fetch origin`, or name a commit that `git log` lists",
    )


@pytest.mark.parametrize("name", ["--help", "-x", "", "main..work", "HEAD^{tree}", "a b", "\x1b[31m"])
def test_what_is_no_name_of_a_commit_is_none(repository: Committed, name: str) -> None:
    assert refused(repository.root, name)[0] == f"git has no commit `{name}` here"


def test_a_shallow_clone_says_what_it_lacks(repository: Committed, tmp_path: Path) -> None:
    repository.git("checkout", "--quiet", "main")
    cloned = clone(repository, tmp_path / "clone", "--depth=1", "--no-single-branch", "--branch=work")

    assert refused(cloned.root) == (
        "this clone is shallow: the commit where `HEAD` left `origin/main` is not in it",
        "run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`",
    )
    assert (
        refused(cloned.root, "main~1")[1]
        == "run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`"
    )


def test_a_repository_without_a_main_branch_asks_for_a_name(repository: Committed) -> None:
    repository.git("branch", "--quiet", "-D", "main")

    assert refused(repository.root) == (
        "git knows no main branch here: neither `origin/HEAD`, `main` nor `master`",
        "name it: `cartwright diff BASE`",
    )


def test_histories_without_a_common_commit_ask_for_a_name(repository: Committed) -> None:
    repository.git("checkout", "--quiet", "--orphan", "apart")
    commit(repository, "apart")

    assert refused(repository.root) == (
        "`HEAD` and `main` have no commit in common",
        "name it: `cartwright diff BASE`",
    )


def test_before_the_first_commit_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    new = Committed(tmp_path)
    new.git("init", "--quiet", "--initial-branch=main")

    assert refused(tmp_path) == (
        "there is no commit to compare with yet",
        "commit first, or look at `cartwright render`",
    )


def test_a_folder_outside_of_git_has_no_revisions(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()

    with pytest.raises(MachineError) as caught:
        base(tmp_path / "shop", None)

    assert caught.value.message == "`shop` lies in no git repository"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("HEAD~1..HEAD", "name both apart: `cartwright diff HEAD~1 HEAD`"),
        ("main...work", "name both apart: `cartwright diff main work`"),
        ("worktree", "leave HEAD out to look at the work tree: `cartwright diff BASE`"),
        ("work tree", "leave HEAD out to look at the work tree: `cartwright diff BASE`"),
        ("index", "the index is a HEAD: `cartwright diff HEAD index`"),
        ("mian", "did you mean `main`?"),
        ("zzz", "run `git fetch origin`, or name a commit that `git log` lists"),
    ],
)
def test_what_is_no_commit_is_answered_with_what_to_type(repository: Committed, name: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        named(repository.root, name)

    assert (caught.value.message, caught.value.hint) == (f"git has no commit `{name}` here", hint)
