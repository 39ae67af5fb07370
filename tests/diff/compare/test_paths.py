"""Paths as readers know them, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diff.compare.paths import Entry, path, steps

KEYS = st.text(max_size=6)
STEPS = st.lists(KEYS | KEYS.filter(bool).map(Entry), min_size=1, max_size=4).map(tuple)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (("spec", "containers", Entry("api"), "env", Entry("LEVEL"), "value"), "spec.containers[api].env[LEVEL].value"),
        (("data", "app.yaml", "db", "pool"), 'data["app.yaml"].db.pool'),
        (("metadata", "labels", "a/b"), 'metadata.labels["a/b"]'),
        (("spec", "volumeMounts", Entry("/data")), "spec.volumeMounts[/data]"),
        (("spec", "x", Entry('a"]b')), 'spec.x[("a\\"]b")]'),
    ],
)
def test_a_path_is_what_readers_know(found: tuple[str, ...], text: str) -> None:
    assert path(found) == text


@given(STEPS)
def test_a_path_can_be_taken_apart_again(found: tuple[str, ...]) -> None:
    made = steps(path(found))

    assert [(type(step), step) for step in made] == [(type(step), step) for step in found]
