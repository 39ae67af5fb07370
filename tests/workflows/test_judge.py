"""What the pull request's own run says of it: three commands, one posting, the summary, the outputs, the exit code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.repositories import Clone, asked, cartwright, change, clone, finding, git, report
from tests.workflows.steps import Ended, step

NAME = "generate --check, validate, diff"


@pytest.fixture
def pull(tmp_path: Path) -> Clone:
    """A pull request that is checked out as `actions/checkout` does it."""
    return clone(tmp_path / "work")


def judged(pull: Clone, event: Any = None, *, told: Mapping[str, Any] | None = None, **inputs: str) -> Ended:
    where = pull.folder.parent
    given = {
        "GITHUB_SHA": pull.merge,
        **cartwright(where, **{"json": report(), "markdown": "### it\n", "html": "<p>it", **(told or {})}),
    }
    return step(".", NAME, pull.folder, event=event or pull.event(), given=given, **inputs)


def posting(ended: Ended) -> Any:
    return json.loads((Path(ended.outputs["posting"]) / "posting.json").read_text())


def test_the_merge_is_compared_with_what_it_merges_into(pull: Clone) -> None:
    ended = judged(pull)

    commands = asked(pull.folder.parent)
    kept = sorted(path.name for path in Path(ended.outputs["report"]).iterdir())
    assert kept == ["comment.md", "diff.html", "report.json"]
    assert ended.code == 0, ended.text
    assert commands[:2] == [["--root", ".", "generate", "--check"], ["--root", ".", "validate", "--format", "github"]]
    assert [each[2:7] for each in commands[2:]] == [
        ["diff", pull.base, "HEAD", "--format", "json"],
        ["diff", pull.base, "HEAD", "--format", "markdown"],
        ["diff", pull.base, "HEAD", "--format", "html"],
    ]


def test_where_the_branch_itself_is_checked_out_it_is_compared_with_where_it_left(pull: Clone) -> None:
    git(pull.folder, "checkout", "--quiet", "topic")

    judged(pull)

    assert asked(pull.folder.parent)[2][3] == git(pull.folder, "merge-base", "main", "topic")


def test_a_merge_queue_is_compared_with_what_it_says_it_is_on(pull: Clone) -> None:
    ended = judged(pull, {"merge_group": {"base_sha": pull.base, "head_sha": pull.merge}})

    assert asked(pull.folder.parent)[2][3] == pull.base
    assert (posting(ended)["pull_request"], posting(ended)["head"]) == (None, pull.merge)


def test_a_clone_without_the_other_commit_is_told_how_deep_it_must_be(pull: Clone, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{pull.folder}", str(shallow))

    ended = judged(Clone(shallow, pull.base, pull.head, pull.merge))

    assert ended.code == 1
    assert "check out with `fetch-depth: 2`" in ended.text


def test_a_clone_of_depth_two_is_deep_enough(pull: Clone, tmp_path: Path) -> None:
    git(pull.folder, "update-ref", "refs/pull/7/merge", pull.merge)
    shallow = tmp_path / "shallow"
    git(tmp_path, "init", "--quiet", str(shallow))
    git(shallow, "fetch", "--quiet", "--depth", "2", f"file://{pull.folder}", "refs/pull/7/merge")
    git(shallow, "checkout", "--quiet", "FETCH_HEAD")

    ended = judged(Clone(shallow, pull.base, pull.head, pull.merge))

    assert ended.code == 0, ended.text
    assert asked(tmp_path)[2][3] == pull.base


def test_every_environment_is_counted_but_for_noise_and_what_was_acknowledged(pull: Clone) -> None:
    changes = [change("production"), change("production", "rolling restart"), change("dev", "noise")]
    findings = [finding("production", "W"), finding("production", "D", acknowledged="it is empty")]

    ended = judged(pull, told={"json": report(changes=changes, findings=findings)})

    assert posting(ended) == {
        "schema": "cartwright-posting/v1",
        "pull_request": 7,
        "head": pull.head,
        "state": "changes",
        "environments": [
            {"name": "dev", "objects": 0, "findings": 0, "failed": False},
            {"name": "production", "objects": 2, "findings": 1, "failed": False},
        ],
    }
    assert ended.outputs["changed"] == '["production"]'
    assert ended.outputs["state"] == "changes"


@pytest.mark.parametrize(
    ("level", "found", "failed"),
    [
        ("", finding("production", "D"), True),
        ("", finding("production", "D", proved=False), False),
        ("", finding("production", "O"), False),
        ("", finding("dev", "D"), False),
        ("loss", finding("dev", "D", proved=False), True),
        ("block", finding("dev", "D"), False),
        ("block", finding("dev", "X"), True),
        ("security", finding("dev", "S"), True),
        ("outage", finding("dev", "S"), False),
        ("risk", finding("dev", "W"), True),
        ("risk", finding("dev", "I"), False),
        ("risk", finding("dev", "X", acknowledged="known"), False),
        ("none", finding("production", "X"), False),
    ],
)
def test_an_environment_fails_at_the_level_that_is_asked_for(pull: Clone, level: str, found: Any, failed: bool) -> None:
    ended = judged(pull, told={"json": report(findings=[found])}, fail_on=level)

    assert any(each["failed"] for each in posting(ended)["environments"]) is failed
    assert ("--fail-on" in asked(pull.folder.parent)[2]) is bool(level)


def test_what_does_not_render_lets_no_environment_pass(pull: Clone) -> None:
    failures = [{"code": "render-failed", "message": "no", "file": "charts/api/x.yaml", "line": 1, "column": 1}]

    ended = judged(pull, told={"json": report(failures=failures), "diff": 1})

    assert ended.code == 1
    assert posting(ended)["state"] == "partial"
    assert [each["failed"] for each in posting(ended)["environments"]] == [True, True]


def test_where_nothing_changes_it_says_so(pull: Clone) -> None:
    assert judged(pull).outputs["state"] == "none"


def test_a_note_alone_is_told(pull: Clone) -> None:
    told = {"json": report(notes=["generated files do not follow from their input"])}

    assert judged(pull, told=told).outputs["state"] == "changes"


@pytest.mark.parametrize(
    "told",
    [
        {"json": None, "diff": 2},
        {"json": None, "diff": 70},
        {"json": "{", "diff": 0},
        {"json": {"schema": "diff/v2"}, "diff": 0},
        {"json": {"schema": "diff/v1"}, "diff": 0},
        {"markdown": None},
    ],
    ids=str,
)
def test_without_a_report_nothing_is_claimed(pull: Clone, told: Mapping[str, Any]) -> None:
    ended = judged(pull, told=told)

    assert ended.code == told.get("diff", 0)
    assert (posting(ended)["state"], posting(ended)["environments"]) == ("incomplete", [])


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ({}, 0),
        ({"generate": 1}, 1),
        ({"validate": 1, "diff": 1}, 1),
        ({"generate": 1, "validate": 2}, 2),
        ({"diff": 3, "generate": 1}, 3),
    ],
    ids=str,
)
def test_all_three_are_run_whatever_fails_and_the_gravest_counts(pull: Clone, codes: Any, code: int) -> None:
    ended = judged(pull, told=codes)

    assert ended.code == code
    assert [each[2] for each in asked(pull.folder.parent)][:3] == ["generate", "validate", "diff"]


def test_the_page_of_the_run_shows_the_diff_and_what_failed(pull: Clone) -> None:
    ended = judged(pull, told={"validate": 1})

    assert ended.summary == (
        "### it\n\n| | exit code |\n|---|---|\n| `cartwright generate --check` | ✅ |\n"
        "| `cartwright validate` | ❌ 1 |\n| `cartwright diff` | ✅ |\n"
    )


def test_a_diff_that_the_page_cannot_hold_is_named(pull: Clone) -> None:
    ended = judged(pull, told={"markdown": "x" * 1_000_000})

    assert len(ended.summary) < 1_000
    assert "it is in the artifact" in ended.summary


@pytest.mark.parametrize("inputs", [{"fail_on": "$(touch pwned)"}, {"key": "a\nb=c"}, {"key": "../x"}])
def test_inputs_that_are_none_are_refused(pull: Clone, inputs: Mapping[str, str]) -> None:
    ended = judged(pull, **inputs)

    assert ended.code == 1
    assert ended.outputs == {}
    assert not (pull.folder / "pwned").exists()


def test_a_base_that_is_asked_for_is_compared_with(pull: Clone) -> None:
    judged(pull, base="main")

    assert asked(pull.folder.parent)[2][3] == "main"


def test_a_hostile_name_of_an_environment_reaches_no_output(pull: Clone) -> None:
    changes = [change("x\nstate=none"), change("production")]

    ended = judged(pull, told={"json": report(changes=changes)})

    assert ended.outputs["changed"] == '["production"]'
    assert sorted(ended.outputs) == ["changed", "posting", "report", "state"]
