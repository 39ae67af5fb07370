"""Who refuses what: `validate`'s side of the table, and the page that shows it. The server's side: tests/e2e."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scripts.update_refusals import PAGE, written
from tests.check.mistakes import Mistake, mistakes
from tests.check.shop import told

CHECK = Path(__file__).parents[2] / "generator" / "check"
CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
CONTROL = re.compile(r'(?:Violation\(|of\(container, )"([a-z-]+)"')
PARTS = {"config-map", "use-annotation"}
"""Words in the sources that are no codes by themselves."""
ELSEWHERE = {"values-refused", "revision-unknown"}
"""Codes about values and refs, which no object shows."""


def codes_of_sources() -> set[str]:
    """Every code that a check can have, by its text."""
    files = [path for path in CHECK.glob("*.py") if path.name not in ("enums.py", "catalog.py", "limits.py")]
    found = {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}
    security = "".join(path.read_text(encoding="utf-8") for path in (CHECK / "security").glob("*.py"))
    controls = {f"pod-security-{control}" for control in CONTROL.findall(security)}
    return (found | controls) - PARTS - ELSEWHERE


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.name)
def test_validate_says_of_a_mistake_what_the_table_says(mistake: Mistake) -> None:
    assert mistake.codes == mistake.validate


def test_each_mistake_is_told_in_plain_words(snapshot: SnapshotAssertion) -> None:
    for mistake in mistakes():
        if mistake.validate:
            assert told(mistake.objects) == snapshot(name=mistake.name)


@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.name)
def test_what_validate_lets_pass_has_a_reason(mistake: Mistake) -> None:
    assert mistake.validate or mistake.why


def test_every_code_is_in_the_table() -> None:
    shown = {code for mistake in mistakes() for code in mistake.validate}

    assert codes_of_sources() - shown == set()


def test_no_mistake_is_there_twice() -> None:
    names = [mistake.name for mistake in mistakes()]

    assert sorted(names) == sorted(set(names))
    assert len(names) >= 60


def test_the_page_has_the_table() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == written(page), "run python -m scripts.update_refusals"
