"""What is on disk and does not follow from the input, as `validate` tells it."""

from __future__ import annotations

import pytest

from generator.errors import Place, Problem
from generator.write import Changes, FileChange, stale


def told(*changes: FileChange, foreign: tuple[str, ...] = ()) -> list[Problem]:
    return list(stale(Changes(files=changes, unchanged=0, foreign=foreign)))


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (None, b"a", "is missing"),
        (b"a", b"b", "does not follow from the input"),
        (b"a", None, "follows from nothing any more"),
    ],
)
def test_a_file_that_generate_would_touch_is_stale(before: bytes | None, after: bytes | None, why: str):
    assert told(FileChange("charts/a/Chart.yaml", before, after)) == [
        Problem(
            code="stale-file",
            message=f"`charts/a/Chart.yaml` {why}",
            place=Place("charts/a/Chart.yaml"),
            hint="run `cartwright generate`",
        )
    ]


def test_a_file_of_somebody_else_is_a_problem_where_argo_cd_would_read_it():
    assert told(foreign=("charts/a/templates/own.yaml",)) == [
        Problem(
            code="not-generated",
            message="`charts/a/templates/own.yaml` was not generated, and Argo CD reads it: nobody has checked it",
            place=Place("charts/a/templates/own.yaml"),
            hint="remove it, or move it out of the generated folders into an Application of your own",
        )
    ]


@pytest.mark.parametrize("path", ["argocd/dev/apps/own.yaml", "argocd/dev/platform/own.yaml", "charts/a/crds/own.yaml"])
def test_every_folder_that_argo_cd_reads_counts(path: str):
    assert [problem.code for problem in told(foreign=(path,))] == ["not-generated"]


@pytest.mark.parametrize("path", ["charts/a/NOTES.md", "charts/own/Chart.yaml", "argocd/README.md", "schemas/own.json"])
def test_other_files_of_somebody_else_are_no_problem(path: str):
    assert told(foreign=(path,)) == []
