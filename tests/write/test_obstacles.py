"""What stands where a generated file should is said, and left alone."""

from __future__ import annotations

import os

import pytest

from generator.errors import Also, Place, Problem
from tests.write.repository import VALUES, Repository, ours


@pytest.mark.parametrize("link", ["charts", "charts/api", VALUES, "charts/other", "charts/api/extra.yaml"])
def test_a_link_in_a_generated_folder_is_a_problem(repository: Repository, link: str) -> None:
    elsewhere = repository.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "values.yaml").write_text(ours("mine: 1"))
    (repository.root / link).parent.mkdir(parents=True, exist_ok=True)
    (repository.root / link).symlink_to(elsewhere)

    changes = repository.generate({VALUES: ours("a: 1")})

    assert changes.problems == (
        Problem(
            code="link-in-the-way",
            message=f"`{link}` is a link, and links are not followed in generated folders",
            place=Place(link),
            hint=f"remove it: `rm {link}`",
        ),
    )
    assert (elsewhere / "values.yaml").read_text() == ours("mine: 1")


def test_a_link_to_a_stale_file_does_not_make_it_ours(repository: Repository) -> None:
    repository.put("mine/values.yaml", ours("mine: 1"))
    (repository.root / "charts").symlink_to("mine")

    assert [problem.code for problem in repository.generate({}).problems] == ["link-in-the-way"]
    assert repository.read("mine/values.yaml") == ours("mine: 1")


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_what_is_no_file_where_a_file_is_planned_is_a_problem(repository: Repository, make: object) -> None:
    (repository.root / "charts/api").mkdir(parents=True)
    assert callable(make)
    make(repository.root / VALUES)

    assert repository.generate({VALUES: ours("a: 1")}).problems == (
        Problem(
            code="not-a-file",
            message=f"`{VALUES}` is in the way: it is no regular file, and `generate` would write one there",
            place=Place(VALUES),
            hint="move it elsewhere, or rename it",
        ),
    )


@pytest.mark.parametrize("path", ["charts", "charts/api"])
def test_a_file_where_a_folder_is_planned_is_a_problem(repository: Repository, path: str) -> None:
    repository.put(path, "mine")

    assert repository.generate({VALUES: ours("a: 1")}).problems == (
        Problem(
            code="not-a-folder",
            message=f"`{path}` is in the way: it is no folder, and `generate` would write files below it",
            place=Place(path),
            hint="move it elsewhere, or rename it",
        ),
    )


@pytest.mark.parametrize("path", ["charts/API/Chart.yaml", "charts/API/values.yaml"])
def test_a_folder_on_disk_that_differs_only_in_case_is_a_problem(repository: Repository, path: str) -> None:
    repository.put(path, "mine")

    assert repository.generate({VALUES: ours("a: 1")}).problems == (
        Problem(
            code="case-clash",
            message="`charts/API` and `charts/api` differ only in case, and are one file on some machines",
            place=Place("charts/API"),
            also=(Also(Place("charts/api"), "is generated"),),
            hint="rename one of them",
        ),
    )


def test_a_stale_file_that_differs_only_in_case_is_a_problem(repository: Repository) -> None:
    repository.generate({"charts/api/Values.yaml": ours("a: 1")})

    problems = repository.generate({VALUES: ours("a: 1")}).problems

    assert [(problem.code, problem.place.file) for problem in problems] == [("case-clash", "charts/api/Values.yaml")]


def test_two_wanted_files_that_differ_only_in_case_are_a_problem(repository: Repository) -> None:
    problems = repository.generate({"charts/a/X.yaml": ours("a: 1"), "charts/a/x.yaml": ours("a: 1")}).problems

    assert [(problem.code, problem.place.file) for problem in problems] == [("case-clash", "charts/a/x.yaml")]


def test_two_foreign_files_that_differ_only_in_case_are_no_business_of_ours(repository: Repository) -> None:
    repository.put("charts/mine/x.txt", "")
    repository.put("charts/mine/X.txt", "")

    assert repository.generate({VALUES: ours("a: 1")}).problems == ()


def test_names_that_we_never_give_are_foreign(repository: Repository) -> None:
    for name in ("a b.yaml", "ü.yaml", "a\nb.yaml"):
        repository.put(f"charts/api/{name}", ours("a: 1"))
        repository.put(f"charts/{name}/values.yaml", ours("a: 1"))
    (repository.root / os.fsdecode(b"charts/\xff.yaml")).write_text(ours("a: 1"))

    changes = repository.generate({})

    assert (changes.problems, len(changes)) == ((), 0)


def test_every_problem_is_found_in_one_run(repository: Repository) -> None:
    repository.put(VALUES, "mine")
    (repository.root / "charts/api/link").symlink_to("nowhere")
    repository.put("argocd", "mine")

    changes = repository.generate({VALUES: ours("a: 1"), "argocd/dev/root.yaml": ours("a: 1")})

    assert [problem.code for problem in changes.problems] == ["not-a-folder", "link-in-the-way", "foreign-file"]
