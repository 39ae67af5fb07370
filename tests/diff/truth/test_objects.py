"""What was foretold of the cases is what the API server did."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.diff.settled import merged
from tests.diff.truth.objects import BEYOND_GIT, Run, as_observed, differences, runs

FORETELLABLE = [run for run in runs() if run.case not in BEYOND_GIT]
STORED = re.compile(r"(\w+)/([\w.-]+) \.((?:spec|metadata|data)\..+)")
GIVEN = "ADDRESS"
"""Stands in `observed` for what the server chose."""


@pytest.mark.parametrize("run", FORETELLABLE, ids=str)
def test_an_accepted_object_becomes_what_the_server_made_of_it(run: Run) -> None:
    assert differences(run, as_observed(run)) == []


@pytest.mark.parametrize("run", [run for run in FORETELLABLE if run.look], ids=str)
def test_the_server_holds_what_is_foretold(run: Run) -> None:
    for subject in run.subjects():
        if run.observed[subject.identity].get("result") != "accepted":
            continue
        for question, value in run.look.items():
            found = STORED.fullmatch(question)
            if found and (found[1], found[2]) == (subject.identity.kind, subject.identity.name) and value != GIVEN:
                assert (question, at(merged(subject), found[3])) == (question, value)


def at(item: Any, path: str) -> Any:
    """The value at a path such as `spec.ports[0].nodePort`; None when it is not there."""
    for index, key in re.findall(r"\[(\d+)\]|([^.\[]+)", path):
        try:
            item = item[int(index)] if index else item[key]
        except (KeyError, IndexError):
            return None
    return item


def test_a_case_beyond_git_is_one_that_is_foretold_otherwise() -> None:
    wrong = {run.case for run in runs() if differences(run, as_observed(run))}

    assert wrong <= set(BEYOND_GIT)
    assert set(BEYOND_GIT) <= {run.case for run in runs()}
