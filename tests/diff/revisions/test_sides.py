from __future__ import annotations

import re
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from generator.errors import InputError, UnknownNameError
from generator.revisions.commits import named
from generator.revisions.side import Contents, Side, differing
from generator.revisions.sides import following, of_commit, of_index, of_work_tree
from tests.committed import Committed, committed
from tests.repositories import WEB, environment, files

VALUES = "charts/api/values/dev.yaml"
ENVIRONMENT = "environments/dev.yaml"


def dev(tag: str) -> bytes:
    return files({}, {"dev": environment(services={"api": {"image": {"tag": tag}}})})[ENVIRONMENT]


@pytest.fixture
def repository(tmp_path: Path) -> Committed:
    return committed(tmp_path / "repository", {**files({"api": WEB}), ENVIRONMENT: dev("v1")})


@pytest.fixture
def contents(repository: Committed) -> Contents:
    return Contents(repository.root)


def head(repository: Committed, contents: Contents) -> Side:
    return of_commit(repository.root, named(repository.root, "HEAD"), contents)


def said(side: Side) -> list[str]:
    """The notes on a commit, each with its name as `the head`."""
    return [note.replace(f"`{side.label}`", "the head") for note in following(side)]


def test_a_work_tree_that_is_as_it_was_committed_differs_in_nothing(repository: Committed, contents: Contents) -> None:
    side, notes = of_work_tree(repository.root, contents)

    assert differing(head(repository, contents), side) == []
    assert notes == []


def test_a_work_tree_is_what_follows_from_its_input_and_not_what_lies_there(
    repository: Committed, contents: Contents
) -> None:
    repository.put({ENVIRONMENT: dev("v2")})

    side, notes = of_work_tree(repository.root, contents)

    assert differing(head(repository, contents), side) == [VALUES, ENVIRONMENT]
    assert "v2" in side.text(VALUES)
    assert notes == [
        f"1 generated file of the work tree does not follow from the input: `{VALUES}`; run `cartwright generate`"
    ]


def test_the_index_is_what_follows_from_the_input_that_is_staged(repository: Committed, contents: Contents) -> None:
    repository.put({ENVIRONMENT: dev("v2")})
    repository.git("add", ENVIRONMENT)
    repository.put({ENVIRONMENT: dev("v3")})

    side, notes = of_index(repository.root, contents)

    assert "v2" in side.text(VALUES)
    assert notes == [f"1 generated file of index does not follow from the input: `{VALUES}`; run `cartwright generate`"]


def test_an_index_in_conflict_is_no_revision(repository: Committed, contents: Contents) -> None:
    repository.git("checkout", "--quiet", "-b", "other")
    repository.put({ENVIRONMENT: dev("v2")})
    repository.commit()
    repository.git("checkout", "--quiet", "-")
    repository.put({ENVIRONMENT: dev("v3")})
    repository.commit()
    with pytest.raises(CalledProcessError):
        repository.git("merge", "other")

    with pytest.raises(UnknownNameError) as caught:
        of_index(repository.root, contents)

    assert caught.value.message == f"a merge left `{VALUES}` in conflict in the index"


def test_a_file_of_a_persons_own_that_argo_cd_reads_is_on_each_side(repository: Committed, contents: Contents) -> None:
    own = "argocd/dev/apps/own.yaml"
    repository.put({own: b"kind: Application\n"})
    repository.commit()

    assert own in head(repository, contents).digests
    assert own in of_work_tree(repository.root, contents)[0].digests
    assert own in of_index(repository.root, contents)[0].digests


def test_wrong_input_has_no_side(repository: Committed, contents: Contents) -> None:
    repository.put({ENVIRONMENT: b"domian: x\n"})

    with pytest.raises(InputError):
        of_work_tree(repository.root, contents)


def test_a_commit_whose_generated_files_follow_needs_no_note(repository: Committed, contents: Contents) -> None:
    assert said(head(repository, contents)) == []


def test_a_commit_with_generated_files_that_do_not_follow_is_told(repository: Committed, contents: Contents) -> None:
    repository.put({ENVIRONMENT: dev("v2")})
    repository.git("commit", "--all", "--quiet", "--message", "only the input")

    told = f"1 generated file of the head does not follow from the input: `{VALUES}`; run `cartwright generate`"
    assert said(head(repository, contents)) == [told]
    assert said(head(repository, contents)) == [told], "also what an earlier run found out"


def test_a_generated_file_that_follows_from_nothing_is_told(repository: Committed, contents: Contents) -> None:
    stray = "argocd/dev/apps/gone.yaml"
    text = (repository.root / "argocd/dev/apps/api.yaml").read_bytes()
    repository.put({stray: text})
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "stray")

    assert said(head(repository, contents)) == [
        f"1 generated file of the head does not follow from the input: `{stray}`; run `cartwright generate`"
    ]


def test_input_that_this_cartwright_cannot_read_is_told_and_nothing_else_fails(
    repository: Committed, contents: Contents
) -> None:
    repository.put({ENVIRONMENT: b"future: key\n" + dev("v1")})
    repository.git("commit", "--all", "--quiet", "--message", "of another version")

    assert said(head(repository, contents)) == [
        f"this cartwright cannot read the input of the head (`unknown-key` at `{ENVIRONMENT}:1:1`), so nobody knows "
        "whether its generated files follow from it"
    ]


def test_a_commit_without_files_of_ours_is_empty_and_fine(tmp_path: Path) -> None:
    other = Committed(tmp_path)
    other.git("init", "--quiet")
    other.git("commit", "--quiet", "--allow-empty", "--message", "x")
    side = head(other, Contents(tmp_path))

    assert (dict(side.digests), said(side)) == ({}, [])


def test_many_stale_files_are_counted_and_three_named(repository: Committed, contents: Contents) -> None:
    repository.git("rm", "--quiet", "-r", "charts/api/templates", "argocd/dev/apps")
    repository.git("commit", "--quiet", "--message", "gone")

    (note,) = said(head(repository, contents))

    assert re.fullmatch(
        r"(\d+) generated files of the head do not follow from the input: `argocd/dev/apps/api.yaml`, "
        r"`argocd/dev/apps/platform.yaml`, `\S+` and \d+ more; run `cartwright generate`",
        note,
    )
