"""Checks that a person waives, until a date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.model.service import Service
from generator.model.waiver import CHECK, OF_INPUT, OF_OBJECTS

ROOT = Path(__file__).parents[2]
GIVEN = {"check": "runAsGroup", "reason": "its files are root's", "until": datetime.date(2027, 3, 1)}


def test_a_waiver_has_a_check_a_reason_and_a_date(refusals: Callable[..., Any]) -> None:
    assert refusals(Service, {"kind": "x", "waive": [GIVEN]}) == []
    assert refusals(Service, {"kind": "x", "waive": [{}]}) == [
        (("waive", 0, "check"), "missing"),
        (("waive", 0, "reason"), "missing"),
        (("waive", 0, "until"), "missing"),
    ]
    assert refusals(Service, {"kind": "x", "waive": [{**GIVEN, "until": "2027-03-01"}]}) == [
        (("waive", 0, "until"), "date_type")
    ]


def test_a_check_that_cannot_be_waived_names_the_near_one_or_what_to_do(said: Callable[..., Any]) -> None:
    expected = "expected a check that can be waived"

    assert said(CHECK, "readOnlyRootFileSystem") == (
        "bad-check",
        f"found `readOnlyRootFileSystem`, {expected}",
        "did you mean `readOnlyRootFilesystem`?",
    )
    for check in ("pod-security", "pod-security-run-as-root"):  # of the input, and of what is rendered
        assert said(CHECK, check) == (
            "bad-check",
            f"found `{check}`, {expected}",
            "set `podSecurity: baseline` in the environment: Kubernetes itself enforces this, whatever we say",
        )
    assert said(CHECK, "schema-unknown-key") == ("bad-check", f"found `schema-unknown-key`, {expected}", "")


def test_a_check_is_waived_once(refusals: Callable[..., Any]) -> None:
    assert refusals(Service, {"kind": "x", "waive": [GIVEN, GIVEN]}) == [
        ((), "duplicate-waiver", "`runAsGroup` is waived twice", "keep one of them", ("waive", 1), ("waive", 0))
    ]


def test_every_check_that_can_be_waived_is_one_that_there_is() -> None:
    of_input = _text("generator/validate/rules")
    of_objects = _text("generator/check")
    codes = {*re.findall(r'"([A-Za-z-]+)"', of_objects)}
    codes |= {f"{kind}-{what}" for kind in ("config-map", "secret") for what in ("unknown", "key-unknown")}

    assert [check for check in OF_INPUT if f'"{check}"' not in of_input] == []
    assert [check for check in OF_OBJECTS if check not in codes] == []


def _text(folder: str) -> str:
    return "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / folder).rglob("*.py")))
