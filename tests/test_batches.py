"""A fleet too large to be held at once is looked at by batches, and what is said of it is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import fleet
from generator import batches, pipeline, remake
from generator.errors import InputError
from tests.test_recall import EDITS, EXTRA, LAST, Files, edited
from tests.test_repeated import put

FILES = {**fleet.files(3, 4), "config/files/extra.yaml": EXTRA}


@pytest.fixture
def by_batches(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The environments of each batch, where two at most are in one."""
    found: list[list[str]] = []
    fresh = remake.fresh

    def noted(some: Any, environments: Any) -> Any:
        found.append([*some.fleet.environments])
        return fresh(some, environments)

    monkeypatch.setattr(remake, "fresh", noted)
    monkeypatch.setattr(remake, "BATCH", 2)
    monkeypatch.setattr(batches, "LARGE", 1)
    return found


def answers(root: Path) -> list[object]:
    found: list[object] = []
    for act in (lambda: pipeline.validate(root), lambda: [*pipeline.render(root)]):
        try:
            found.append(act())
        except InputError as error:
            found.append(list(error.problems))
    return found


def at_once(root: Path) -> list[object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "LARGE", 1 << 30)
        return answers(root)


def test_each_batch_is_read_by_itself_and_the_answers_are_those_of_the_whole(
    tmp_path: Path, by_batches: list[list[str]]
) -> None:
    put(tmp_path, FILES)
    pipeline.generate(tmp_path)

    assert answers(tmp_path) == at_once(tmp_path)
    assert by_batches == [["stage-000", "stage-001"], ["stage-002"]] * 2


def test_a_part_of_the_releases_is_no_large_fleet(tmp_path: Path, by_batches: list[list[str]]) -> None:
    put(tmp_path, FILES)

    assert {one.release.environment for one in pipeline.render(tmp_path, ["stage-001"])} == {"stage-001"}
    assert by_batches == []


WRONG: dict[str, Files] = {
    **{name: edited(FILES, LAST, edit) for name, edit in EDITS.items()},
    "a finding": edited(
        FILES,
        f"config/services/{fleet.name_of(1)}.yaml",
        lambda data: data.update(pod={"hostAliases": [{"ip": "1.2.3.4"}]}),
    ),
    "an input that is wrong": edited(FILES, LAST, lambda data: data.update(domain="a b")),
}


@pytest.mark.parametrize("name", WRONG)
def test_whatever_is_to_be_said_is_said(tmp_path: Path, by_batches: list[list[str]], name: str) -> None:
    put(tmp_path, WRONG[name])

    assert answers(tmp_path) == at_once(tmp_path)
