"""What a real API server refused is refused by the rule of its case; that nothing else is: `tests/diff/truth`."""

from __future__ import annotations

import pytest

from generator.diff.nouns import Subject
from generator.diff.rules import REFUSALS, refusals
from tests.diff.truth import objects

REFUSED = [
    pytest.param(run, subject, id=f"{run}-{subject.identity}")
    for run in objects.runs()
    for subject in run.subjects()
    if run.observed[subject.identity].get("result") == "rejected"
]


@pytest.mark.parametrize(("run", "subject"), REFUSED)
def test_what_was_refused_is_refused_by_its_rule(run: objects.Run, subject: Subject) -> None:
    _, apart = objects.UNKNOWABLE.get(str(run), ("", ()))

    assert (run.rule in said(subject)) is not any(objects.REJECTED in line for line in apart)


def said(subject: Subject) -> set[str]:
    """The rules that refuse it; where none does, that of what `check` finds."""
    first = objects.REFUSALS.first(subject)
    return {rule.id for rule, _ in refusals(subject)} | ({first[0]} if first else set())


def test_a_rule_is_proved_where_a_case_shows_it() -> None:
    shown = {run.rule for run, _ in (refused.values for refused in REFUSED)}

    assert {rule.id for rule in REFUSALS if rule.proved} == {rule.id for rule in REFUSALS} & shown
