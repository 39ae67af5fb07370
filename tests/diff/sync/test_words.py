"""Each behaviour is told in these words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.diff.sync.examples import EXAMPLES, HOLDS, Example
from tests.diff.sync.world import told

WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
HOLDING = [one for one in EXAMPLES if one.says == HOLDS]


@pytest.mark.parametrize("example", HOLDING, ids=str)
def test_a_behaviour_is_told_in_these_words(example: Example) -> None:
    _, _, findings = told(example.base, example.head)

    found = [f"{one.severity} {one.message}" for one in findings if one.rule == example.rule]
    assert found == WORDS[f"{example.rule}: {example.idea}"]


def test_there_are_no_words_for_what_nobody_tells() -> None:
    assert set(WORDS) == {f"{one.rule}: {one.idea}" for one in HOLDING}
