"""Each rule of danger fires where its cases say so, and nowhere else; none shows what is secret."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.diff.nouns import Around, Rule, Subject
from generator.diff.rules import RULES
from generator.diff.rules.danger import RISKS
from tests.diff.rules.danger.cases import SORTS, Case, cases, wrong

CASES = cases()


def called(value: object) -> str:
    if isinstance(value, Rule):
        return value.id
    return f"{value.rule}-{value.sort}-{value.why}" if isinstance(value, Case) else ""


@pytest.mark.parametrize("case", CASES, ids=called)
def test_a_rule_fires_where_its_cases_say_so(case: Case) -> None:
    hits = case.hits(rule for rule in RISKS if rule.id == case.rule)

    assert bool(hits) is (case.sort == "fires"), hits


@pytest.mark.parametrize("rule", RISKS, ids=called)
def test_a_rule_that_is_dropped_is_missed_by_a_case(rule: Rule) -> None:
    assert wrong(one for one in RISKS if one is not rule)


@pytest.mark.parametrize("rule", RISKS, ids=called)
def test_a_rule_has_cases_of_each_sort(rule: Rule) -> None:
    assert {case.sort for case in CASES if case.rule == rule.id} == set(SORTS)


def test_every_case_is_of_a_rule_and_a_near_one_says_why() -> None:
    assert {case.rule for case in CASES} == {rule.id for rule in RISKS}
    assert [case.rule for case in CASES if case.sort == "near" and not case.why] == []


def test_no_rule_is_registered_twice() -> None:
    names = [(rule.id, rule.severity) for rule in (*RULES, *RISKS)]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("rule", RISKS, ids=called)
def test_a_rule_says_what_happens_and_what_to_do(rule: Rule) -> None:
    assert rule.title
    assert rule.remedy
    assert (rule.title + rule.remedy)[-1] not in ".!"


@pytest.mark.parametrize("case", CASES, ids=called)
def test_what_was_so_before_is_no_finding(case: Case) -> None:
    still = Around(case.around.base, case.around.base, owners=case.around.owners, touched=case.around.touched)
    hits = [
        (rule.id, one)
        for one, body in still.base.items()
        for rule in RISKS
        for hit in rule.holds(Subject(one, body, body, case.way, None, still))
    ]

    # A workload that is written anew is reset each time, whether it changes or not.
    assert [hit for hit in hits if hit[0] != "O06"] == []


@pytest.mark.parametrize("case", CASES, ids=called)
def test_a_message_is_one_line_and_names_the_object(case: Case) -> None:
    for _, identity, hit in case.hits(RISKS):
        assert "\n" not in hit.message
        assert identity.name in hit.message or "`production`" in hit.message or "Application/" in hit.message


PLAIN = "hunter2-is-a-password"
HOSTILE = "a`b\n@everyone <b>\u202e" + "x" * 500


@pytest.mark.parametrize("text", [PLAIN, HOSTILE], ids=["secret", "hostile"])
def test_no_value_of_a_secret_and_no_hostile_text_is_told(text: str) -> None:
    told = []
    for case in CASES:
        objects = [
            {one: _with(body, text) for one, body in side.items()} for side in (case.around.base, case.around.head)
        ]
        around = replace(case.around, base=objects[0], head=objects[1])
        hits = case._replace(around=around).hits(RISKS)
        told += [words for _, _, hit in hits for words in (hit.message, hit.remedy)]

    assert [words for words in told if PLAIN in words or "\n" in words or "\u202e" in words] == []


def _with(body: object, text: str) -> object:
    """An object with the text as each value of a Secret, and of each variable that is named like one."""
    if not isinstance(body, dict):
        return [_with(item, text) for item in body] if isinstance(body, list) else body
    if body.get("kind") == "Secret":
        return {**body, "data": dict.fromkeys(body.get("data", ()), text)}
    if body.get("kind") == "ConfigMap":
        return {**body, "data": {**body["data"], "DB_PASSWORD": text}}
    if "image" in body and "name" in body:
        return {**body, "env": [*body.get("env", ()), {"name": "API_TOKEN", "value": text}]}
    return {key: _with(value, text) for key, value in body.items()}


def test_what_an_environment_is_indexed_for_is_indexed_once() -> None:
    case = next(case for case in CASES if case.rule == "O01")
    first = case.hits(RISKS)
    kept = dict(vars(case.around))

    assert case.hits(RISKS) == first
    assert all(vars(case.around)[key] is value for key, value in kept.items())
