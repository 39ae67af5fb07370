"""Each behaviour of Argo CD is told where it is met, and nowhere else."""

from __future__ import annotations

import pytest

from generator.diff.sync import BEHAVIOURS
from tests.diff.sync.examples import EXAMPLES, HOLDS, NEARLY, NOT, Example
from tests.diff.sync.world import told


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_behaviour_is_told_where_it_is_met(example: Example) -> None:
    _, _, findings = told(example.base, example.head)

    assert (example.rule in {one.rule for one in findings}) is (example.says == HOLDS)


@pytest.mark.parametrize("rule", [one.id for one in BEHAVIOURS])
def test_every_behaviour_has_examples_of_each_sort(rule: str) -> None:
    assert {one.says for one in EXAMPLES if one.rule == rule} == {HOLDS, NOT, NEARLY}


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_the_same_twice_is_no_news(example: Example) -> None:
    assert told(example.base, example.base) == ((), (), ())


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_every_change_is_told_of(example: Example) -> None:
    changes, states, findings = told(example.base, example.head)

    assert all(one.why for one in changes if one.verdict.value in ("blocked", "orphaned", "no effect"))
    assert {one.application for one in findings} <= {one.application for one in states}
    assert all(one.message and one.remedy for one in findings)
