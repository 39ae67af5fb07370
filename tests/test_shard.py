"""Which shard holds a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.shard import Shard, shard

NAMES = st.text(st.characters(categories=["Ll", "Nd", "Pd"]), min_size=1)


@given(NAMES, st.integers(1, 50))
def test_each_name_is_held_by_one_shard(name: str, of: int) -> None:
    assert [Shard(number, of).holds(name) for number in range(1, of + 1)].count(True) == 1


def test_it_is_the_same_on_every_machine() -> None:
    names = ["dev/backend", "dev/frontend", "production/backend", "production/frontend", "staging/backend"]

    assert [next(number for number in range(1, 6) if Shard(number, 5).holds(name)) for name in names] == [3, 5, 1, 1, 2]


def test_many_names_are_spread_evenly() -> None:
    names = [f"stage-{environment:03}/service-{service:03}" for environment in range(50) for service in range(20)]

    assert all(220 <= sum(map(Shard(number, 4).holds, names)) <= 280 for number in range(1, 5))


@pytest.mark.parametrize(("text", "number", "of"), [("1/1", 1, 1), ("2/3", 2, 3), ("9999/9999", 9999, 9999)])
def test_a_shard_reads_as_it_is_written(text: str, number: int, of: int) -> None:
    assert shard(text) == Shard(number, of)
    assert str(Shard(number, of)) == text


@pytest.mark.parametrize(
    "text", ["", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", " 1/3", "1/ 3", "٢/٣", "1/10000", "a/b"]
)
def test_what_is_no_shard_is_none(text: str) -> None:
    assert shard(text) is None
