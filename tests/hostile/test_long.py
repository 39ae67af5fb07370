"""A text of any length is judged in no time, in our words, and no number in it is too long to be read."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from generator.kinds import KINDS
from generator.model.scalar import Choice, Scalar
from generator.trace.leaves import others
from tests.check.shop import findings, shop

LONG = 100_000
MONSTERS = {
    **{f"{letter!r} again and again": letter * LONG for letter in "a9A-._/:@* \n\x00é\\=+$({\"'"},
    **{
        f"{pair!r} again and again": pair * (LONG // 2)
        for pair in ("a.", "a-", "a/", "0.", "9,", "::", "://", "$(", "__")
    },
    "a number with a unit": "9" * LONG + "Mi",
    "weeks": "9" * LONG + "w",
    "a schedule": "9" * LONG + " * * * *",
    "a schedule of many parts": ",".join(["1-5/2"] * 20_000) + " * * * *",
    "an address of many numbers": "1." * LONG + "/16",
    "a URL": "https://" + "a:" * LONG + "@x",
    "a URL of many": "a://b:c" * 10_000,
    "a key of many": "-----BEGIN " * 10_000,
    "a port": "docker.io:" + "9" * LONG + "/x",
    "a digest": "sha256:" + "0" * LONG,
}


def scalars() -> list[Scalar]:
    """Every rule for a value that a module of the models has, by itself or in a type."""
    assert KINDS
    modules = [
        module for name, module in sys.modules.items() if name.startswith(("generator.model.", "generator.kinds."))
    ]
    values = [value for module in modules for value in vars(module).values()]
    marks = [mark for value in values for mark in (value, *getattr(value, "__metadata__", ()))]
    found = {id(mark): mark for mark in marks if isinstance(mark, Scalar)}
    return list(found.values())


@pytest.mark.parametrize("monster", MONSTERS)
def test_a_rule_refuses_an_endless_text_at_once(monster: str) -> None:
    text = MONSTERS[monster]
    rules = scalars()
    assert len(rules) > 50

    for rule in rules:
        start = time.process_time()
        said = refusal(rule, text)
        assert time.process_time() - start < 0.5, rule
        assert said is None or max(map(len, said)) < 1000, rule


def refusal(rule: Scalar, text: str) -> tuple[str, str] | None:
    """The message and the hint; nothing where it is accepted. Whatever else is raised is a bug."""
    try:
        rule.validate(text)
    except PydanticCustomError as error:
        return error.message(), (error.context or {}).get("hint", "")
    assert not isinstance(rule, Choice)
    return None


@pytest.mark.parametrize("digits", [1, 5, 28, 29, 40, 310, 5000])
@pytest.mark.parametrize("unit", ["", "Mi", "m", "%"])
def test_a_check_reads_numbers_of_any_length(digits: int, unit: str) -> None:
    number: Any = "9" * digits + unit
    sick = shop()
    sick["PersistentVolumeClaim"]["spec"]["resources"]["requests"]["storage"] = number
    sick["PodDisruptionBudget"]["spec"] = {**sick["PodDisruptionBudget"]["spec"], "minAvailable": number}
    sick["PodDisruptionBudget"]["spec"].pop("maxUnavailable", None)
    sick.container["resources"] = {"requests": {"cpu": number}, "limits": {"cpu": number}}

    assert {finding.severity for finding in findings(sick)} <= {"error", "warning"}


def test_a_text_with_a_long_number_has_others_like_it() -> None:
    assert all(other != "9" * 5000 for other in others("9" * 5000))
