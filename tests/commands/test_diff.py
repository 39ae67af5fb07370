from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.commands import diff
from generator.console.diff.shown import FORMATS
from generator.diff.levels import LEVELS
from generator.diff.nouns import Report, State
from generator.errors import Place, Problem, UnknownNameError
from tests.commands.conftest import Run, raising
from tests.diff.report.shop import edited, found, report

BROKEN = Problem(code="render-failed", message="no", place=Place("charts/a/Chart.yaml"))
LOSS = found()
PROVED = found(proved=True)


def said(made: Any) -> Callable[..., Any]:
    return lambda *_: made


def test_the_command_offers_what_there_is() -> None:
    assert ("text", *FORMATS) == diff.FORMATS
    assert {*diff.LEVELS} == {*LEVELS}


def test_nothing_changes_and_that_is_fine(run: Run, pipeline: Callable[..., None]) -> None:
    pipeline(diff=said(report()))

    code, out, err = run("diff")

    assert (code, err) == (0, "")
    assert out.startswith("nothing changes\n")
    assert run("-q", "diff") == (0, "", "")


@pytest.mark.parametrize(
    "made",
    [report([edited()]), report(failures=(BROKEN,)), report(states=(State("dev", "a-dev", ("it waits",)),))],
    ids=["a change", "a failure", "a state"],
)
def test_quiet_is_no_silence_where_there_is_something_to_say(
    run: Run, pipeline: Callable[..., None], made: Report
) -> None:
    pipeline(diff=said(made))

    assert run("-q", "diff").out == run("diff").out != ""


def test_revisions_and_environments_are_handed_on(run: Run, pipeline: Callable[..., None]) -> None:
    asked: list[Any] = []
    pipeline(diff=lambda *arguments: (asked.append(arguments[1:]), report())[1])

    run("diff")
    run("diff", "main")
    run("diff", "main", "index", "--env", "dev", "--env", "dev", "--env", "production")

    assert [(base, head, [*only]) for base, head, only in asked] == [
        (None, None, []),
        ("main", None, []),
        ("main", "index", ["dev", "production"]),
    ]


@pytest.mark.parametrize(
    ("made", "arguments", "code"),
    [
        (report([edited()]), (), 0),
        (report([edited()]), ("--exit-code",), 1),
        (report(), ("--exit-code",), 0),
        (report(failures=(BROKEN,)), (), 1),
        (report([edited()], [LOSS]), (), 0),
        (report([edited()], [PROVED]), (), 1),
        (report([edited()], [PROVED]), ("--fail-on", "none"), 0),
        (report([edited()], [PROVED]), ("--fail-on", "block"), 0),
        (report([edited()], [LOSS]), ("--fail-on", "loss"), 1),
        (report([edited()], [LOSS]), ("--fail-on", "outage"), 1),
        (report([edited()], [found(severity="O", proved=True)]), (), 0),
        (report([edited()], [found(severity="W")]), ("--fail-on", "risk"), 1),
        (report([edited()], [found(severity="I")]), ("--fail-on", "risk"), 0),
        (report([edited()], [found(environment="staging", proved=True)]), (), 0),
        (report([edited()], [found(proved=True, acknowledged="fine")]), ("--fail-on", "loss"), 0),
    ],
)
def test_the_exit_code_says_whether_the_answer_is_no(
    run: Run, pipeline: Callable[..., None], made: Any, arguments: tuple[str, ...], code: int
) -> None:
    pipeline(diff=said(made))

    assert run("diff", *arguments).code == code


def test_a_revision_that_is_not_there_is_a_mistake_on_the_command_line(run: Run, pipeline: Callable[..., None]) -> None:
    pipeline(diff=raising(UnknownNameError("git has no commit `x` here", "run `git fetch origin`")))

    assert run("diff", "x") == (2, "", "error: git has no commit `x` here\n  help: run `git fetch origin`\n")


def test_json_goes_to_stdout_or_into_a_file(run: Run, pipeline: Callable[..., None], tmp_path: Path) -> None:
    pipeline(diff=said(report([edited()])))

    printed = run("diff", "--format", "json")
    written = run("diff", "--format", "json", "--out", str(tmp_path / "diff.json"))

    assert json.loads(printed.out)["schema"] == "diff/v1"
    assert written == (0, "", "")
    assert (tmp_path / "diff.json").read_text() == printed.out


def test_a_file_is_written_without_colors(run: Run, pipeline: Callable[..., None], tmp_path: Path) -> None:
    pipeline(diff=said(report([edited()])))

    run("--color=always", "diff", "--out", str(tmp_path / "diff.txt"))

    assert "\x1b" not in (tmp_path / "diff.txt").read_text()


def test_a_file_in_the_generated_folders_is_refused(run: Run, root: Path) -> None:
    assert run("diff", "--out", "charts/x") == (
        2,
        "",
        f"error: `--out` is `{root.resolve()}/charts/x`, which belongs to the repository\n  help: name another file\n",
    )
    assert run("diff", "--out", ".").code == 2


def test_a_format_that_is_none_is_answered_with_those_that_are(run: Run) -> None:
    assert run("diff", "--format", "jsno").err == (
        "error: `--format` is `jsno`, which is none of `text`, `json`, `markdown`, `html`, `sarif`\n"
        "  help: did you mean `json`?\n"
    )


def test_a_file_that_git_has_is_not_written_over(run: Run, root: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    (root / "notes.md").write_text("mine")
    subprocess.run(["git", "add", "notes.md"], cwd=root, check=True)

    found = run("diff", "--out", "notes.md")

    assert found == (
        2,
        "",
        f"error: `--out` is `{root.resolve()}/notes.md`, which git has in the repository\n  help: name another file\n",
    )
    assert (root / "notes.md").read_text() == "mine"
