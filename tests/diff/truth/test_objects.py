"""What is foretold of each object is what the API server did; what git cannot tell stands in a list with its reason."""

from __future__ import annotations

import pytest

from tests.diff.truth.objects import UNKNOWABLE, Run, differences, runs


@pytest.mark.parametrize("run", runs(), ids=str)
def test_it_becomes_of_an_object_what_was_observed(run: Run) -> None:
    _, apart = UNKNOWABLE.get(str(run), ("", ()))

    assert sorted(differences(run)) == sorted(apart)


def test_every_case_that_git_cannot_tell_is_one() -> None:
    assert set(UNKNOWABLE) <= {str(run) for run in runs()}
