"""Each rule holds where its examples say so, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.diff.nouns import Rule, Way
from generator.diff.rules import REFUSALS, RULES, refusals
from tests.diff.rules.examples import Example, examples, named, wrong


def called(value: object) -> str:
    if isinstance(value, Rule):
        return named(value)
    return f"{value.rule}-{value.sort}-{value.says}" if isinstance(value, Example) else ""


@pytest.mark.parametrize("example", examples(), ids=called)
def test_a_rule_holds_where_its_examples_say_so(example: Example) -> None:
    hits = [hit for rule in RULES if named(rule) == example.rule for hit in rule.holds(example.subject)]

    assert bool(hits) is (example.sort == "holds"), hits


@pytest.mark.parametrize("rule", RULES, ids=called)
def test_a_rule_that_is_dropped_is_missed_by_an_example(rule: Rule) -> None:
    assert wrong(one for one in RULES if one is not rule)


@pytest.mark.parametrize("rule", RULES, ids=called)
def test_a_rule_has_examples_of_each_sort(rule: Rule) -> None:
    assert {example.sort for example in examples() if example.rule == named(rule)} == {"holds", "quiet", "near"}


def test_no_rule_is_registered_twice() -> None:
    assert len({named(rule) for rule in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize("rule", REFUSALS, ids=called)
def test_a_rule_says_what_is_wrong_and_what_to_do(rule: Rule) -> None:
    assert rule.severity == "X"
    assert rule.title[0].islower()
    assert rule.title[-1] not in ".!"
    assert rule.remedy


STANDING = [
    example
    for example in examples()
    if example.subject.base is not None and example.subject.way is not Way.REPLACE and example.rule != "O21"
]
"""Examples of what was there; a webhook that does not answer, and PUT, refuse the same object again and again."""


@pytest.mark.parametrize("example", STANDING, ids=called)
def test_what_was_accepted_is_not_refused_for_itself(example: Example) -> None:
    around = replace(example.subject.around, head=example.subject.around.base)

    assert refusals(replace(example.subject, head=example.subject.base, was=None, around=around)) == []
