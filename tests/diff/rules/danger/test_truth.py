"""What a real API server and a real Argo CD did is what is told, and a rule is called proved where a case shows it."""

from __future__ import annotations

import pytest

from generator.diff.rules.danger import RISKS
from tests.diff.rules.danger.truth import Seen, expected, left, seen

SEEN = seen()
UNKNOWABLE = {"O07-replicas-handed-over-first": "that another owns the replicas by now is not in git"}
"""What is told of these is wrong, and git cannot tell."""


@pytest.mark.parametrize("one", SEEN, ids=lambda one: f"{one.id}-{one.way}")
def test_of_an_observed_case_is_told_what_was_seen(one: Seen) -> None:
    assert one.told() == expected().get(one.id, [])


def test_each_case_of_these_rules_is_told_or_silent_for_a_reason() -> None:
    named = {one.id for one in SEEN}

    assert {one for one in named if one[0] in "DOS"} == {one for one in expected() if one[0] in "DOS"} | left().keys()
    assert expected().keys() | UNKNOWABLE.keys() <= named
    assert expected().keys().isdisjoint(left())


def test_a_rule_is_proved_only_where_an_observed_case_shows_it() -> None:
    shown = {rule for case, rules in expected().items() if case not in UNKNOWABLE for rule in rules}

    assert [rule.id for rule in RISKS if rule.proved and rule.id not in shown] == []
