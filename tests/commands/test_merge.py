"""The commands that git calls: in no list, with exit codes that git understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli, merging
from generator.branches.ending import Ended
from generator.tools import Completed
from tests.commands.conftest import Run


def test_they_are_in_no_list_and_answer_to_their_names(run: Run):
    listed = run("--help").out

    for name in cli.FOR_GIT:
        assert name not in listed
        assert run(name, "--help").code == 0


def test_a_driver_exits_1_where_a_conflict_is_left(run: Run, monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[Path, ...]] = []
    monkeypatch.setattr(merging, "merge_file", lambda *paths: asked.append(paths) or len(asked) == 1)

    assert run("merge-driver", "O", "A", "B", "charts/x y").code == 0
    assert run("merge-driver", "O", "A", "B", "charts/x y").code == 1
    assert asked[0] == (Path.cwd(), *(Path.cwd() / name for name in "OAB"))


def test_a_hook_says_what_it_did(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(merging, "after", lambda _, hook, rest: Ended(2, f"{hook} {rest}"))

    assert run("merge-hook", "post-merge", "0") == (
        0,
        "",
        "cartwright: 2 generated files follow the merge, post-merge ('0',)\n",
    )


def test_a_hook_in_a_work_tree_without_the_repository_does_nothing(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(merging, "root", lambda top: top / "deploy")

    assert run("merge-hook", "post-merge", "0") == (0, "", "")


@pytest.mark.parametrize(("ended", "code"), [((0, 0), 0), ((1,), 1), ((0, 2), 1), ((128,), 1)])
def test_a_strategy_exits_1_where_a_person_decides(
    run: Run, monkeypatch: pytest.MonkeyPatch, ended: tuple[int, ...], code: int
):
    said = [Completed(number, b"Auto-merging a\n", "b\n") for number in ended]
    monkeypatch.setattr(merging, "merge", lambda _, arguments: said if arguments == ("x", "--", "HEAD", "y") else [])

    assert run("merge-strategy", "--", "x", "--", "HEAD", "y") == (
        code,
        "Auto-merging a\n" * len(ended),
        "b\n" * len(ended),
    )
