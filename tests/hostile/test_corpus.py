"""What the fuzzer begins with holds by itself, without the fuzzer: `make fuzz` looks further."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.laws import one
from tests.fuzz.seeds import seeds

CORPUS = {path.name: path.read_bytes() for path in sorted((Path(__file__).parents[1] / "fuzz/corpus").iterdir())}


@pytest.mark.parametrize("name", [*CORPUS, *seeds()])
def test_an_input_of_the_corpus_is_data_or_problems(name: str) -> None:
    assert one({**CORPUS, **seeds()}[name]) > 0


def test_the_corpus_is_there() -> None:
    assert len(CORPUS) >= 50
