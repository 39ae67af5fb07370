"""The rules refuse what a real API server refused, and nothing else."""

from __future__ import annotations

import pytest

from generator.diff.rules import REFUSALS
from tests.diff.rules.truth import Observed, observed

UNKNOWN = {
    "I07-shrink-an-unfinished-growth-to-the-old-size": "somebody had changed the size by hand",
    "I09-applied-class-emptied": "somebody had given the volume a class by hand",
}
"""Cases that nobody can tell from git alone, with the reason."""
KNOWN = [one for one in observed() if one.case not in UNKNOWN]


@pytest.mark.parametrize("one", [one for one in KNOWN if one.is_refused], ids=str)
def test_what_was_refused_is_refused_by_its_rule(one: Observed) -> None:
    assert one.rule in one.said()


@pytest.mark.parametrize("one", [one for one in KNOWN if not one.is_refused], ids=str)
def test_what_was_accepted_is_not_refused(one: Observed) -> None:
    assert one.said() == set()


@pytest.mark.parametrize("case", UNKNOWN)
def test_a_case_that_cannot_be_known_is_still_missed(case: str) -> None:
    """Whoever makes it known takes it off the list."""
    missed = [one for one in observed() if one.case == case and one.is_refused]

    assert missed
    assert all(one.said() == set() for one in missed)


def test_a_rule_is_proved_where_a_case_shows_it() -> None:
    shown = {one.rule for one in observed() if one.is_refused}

    assert {rule.id for rule in REFUSALS if rule.proved} == {rule.id for rule in REFUSALS} & shown
