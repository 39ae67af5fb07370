from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from generator.diff.nouns import Cluster, Verdict
from generator.diff.same import is_same
from generator.revisions.clusters import Pair
from generator.revisions.judged import judged
from tests.diff.sync.world import app, deployment, side, thing

SCALARS: list[Any] = [0, 0.0, False, "", None, 1, 1.0, True, "1", "true"]


@pytest.mark.parametrize("wrapped", [lambda one: one, lambda one: [one], lambda one: {"a": [{"b": one}]}])
def test_no_two_scalars_of_yaml_are_the_same(wrapped: Any) -> None:
    assert not [(one, other) for one, other in combinations(SCALARS, 2) if is_same(wrapped(one), wrapped(other))]
    assert all(is_same(wrapped(one), wrapped(one)) for one in SCALARS)


def test_the_order_of_keys_says_nothing_and_that_of_entries_does() -> None:
    assert is_same({"a": 1, "b": [2]}, {"b": [2], "a": 1})
    assert not is_same([1, 2], [2, 1])


@pytest.mark.parametrize(
    ("one", "other"), [({}, {"a": None}), ([1], [1, 1]), ({"a": 1}, {"b": 1}), ([], {}), ((), None)]
)
def test_what_is_of_another_form_is_not_the_same(one: Any, other: Any) -> None:
    assert not is_same(one, other)
    assert not is_same(other, one)


def widget(size: Any) -> dict[str, Any]:
    return thing("Widget", "one", "example.com/v1", spec={"size": size})


def of(*objects: dict[str, Any], before: Cluster | None = None) -> Cluster:
    return side([app()], before, app=objects)


@pytest.mark.parametrize(("old", "new"), [(1, True), (True, 1), (0, False)])
def test_a_value_that_turns_into_its_equal_of_python_is_a_change_that_is_synced(old: Any, new: Any) -> None:
    base = of(widget(old))

    found = judged(Pair(base, of(widget(new), before=base)), (), "main")

    assert [told.verdict for told in found.changes] == [Verdict.UPDATED]


def test_a_number_of_replicas_that_turns_into_true_is_no_way_around_the_server() -> None:
    base = of(deployment("web"))

    found = judged(Pair(base, of(deployment("web", replicas=True), before=base)), (), "main", checked=True)

    assert [told.verdict for told in found.changes] == [Verdict.BLOCKED]
