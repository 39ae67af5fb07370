"""The files of a fleet are the same however its environments are divided into parts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import fleet
from generator import emit, output, pipeline
from generator.clock import Clock
from generator.errors import InputError
from generator.nouns import Fleet, Part
from generator.tree import DiskTree, MemoryTree
from tests.laws.fleet import FLEET
from tests.repositories import generated


@pytest.mark.parametrize("here", [0, 1, 2])
def test_files_do_not_depend_on_the_parts_they_are_made_in(here: int) -> None:
    whole = generated(FLEET)
    environments = [*whole.fleet.environments]
    shares = [environments[:here], environments[here:]]
    parts = [output.emitted(part) for share in shares for part in output.own_parts(whole.fleet, share)]
    plan = output.joined(whole.fleet, [*parts, output.schemas(pipeline.read(MemoryTree(FLEET), Clock()))])

    assert dict(emit.Texts(plan, {path: text for part in parts for path, text in part.texts.items()})) == dict(
        whole.files
    )
    assert plan.releases == whole.plan.releases


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fleet of more releases than one process takes."""
    fleet.write(tmp_path, 3, 4)
    monkeypatch.setattr(output, "MANY", 5)
    monkeypatch.setattr(output, "is_possible", lambda: hasattr(os, "fork"))
    return tmp_path


def test_a_large_fleet_is_made_by_two_processes_and_is_the_same(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, files = pipeline.generated(DiskTree(large)), pipeline.made(DiskTree(large)).files
    monkeypatch.setattr(output, "MANY", 1000)
    expected = pipeline.generated(DiskTree(large))

    assert dict(found.files) == dict(expected.files)
    assert found.plan == expected.plan
    assert files == {path: text.encode() for path, text in expected.files.items()}


def overlapping(root: Path) -> None:
    file = root / "environments/stage-001.yaml"
    file.write_text(file.read_text().replace("10.0.16.0/20", "10.0.0.0/20"))


def test_what_is_wrong_between_files_of_a_large_fleet_is_told(large: Path) -> None:
    overlapping(large)

    with pytest.raises(InputError) as told:
        pipeline.generated(DiskTree(large))

    assert [problem.code for problem in told.value.problems] == ["network-overlap"]


def failing(fleet: Fleet, environments: Sequence[str]) -> Part:
    raise KeyError("what a rule would have refused")


def test_what_is_wrong_with_the_input_is_told_before_what_came_of_it(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "own_parts", failing)
    overlapping(large)

    with pytest.raises(InputError):
        pipeline.generated(DiskTree(large))


def test_a_bug_is_no_problem_of_the_input(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "own_parts", failing)

    with pytest.raises(KeyError):
        pipeline.generated(DiskTree(large))
