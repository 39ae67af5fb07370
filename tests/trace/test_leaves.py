"""A tree gives its leaves, and itself with another one."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import Place
from generator.nodes import Branch, Leaf, plain
from generator.trace.leaves import keys, leaves, others, with_leaf, with_name
from generator.yamlio import parse

TREE = parse(b"a: {b: [x, {c: 1}], d: text}\ne: {}\nf: []\n", "a.yaml")


def test_leaves_are_scalars_by_their_keys() -> None:
    assert list(leaves(TREE)) == [("a", "b", 0), ("a", "b", 1, "c"), ("a", "d")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("a", "b", 0), {"a": {"b": [9, {"c": 1}], "d": "text"}, "e": {}, "f": []}),
        (("a", "b", 1, "c"), {"a": {"b": ["x", {"c": 9}], "d": "text"}, "e": {}, "f": []}),
        (("a", "d"), {"a": {"b": ["x", {"c": 1}], "d": 9}, "e": {}, "f": []}),
    ],
)
def test_a_tree_with_another_leaf_is_another_tree(path: tuple[str | int, ...], expected: dict[str, Any]) -> None:
    before = plain(TREE)

    changed = with_leaf(TREE, path, Leaf(9, Place("a.yaml")))

    assert plain(changed) == expected
    assert plain(TREE) is before
    assert isinstance(changed, Branch)
    assert (changed.place, changed.keys, changed.children["e"]) == (TREE.place, TREE.keys, TREE.children["e"])


def test_keys_are_those_of_every_mapping() -> None:
    assert list(keys(TREE)) == [("a",), ("a", "b"), ("a", "b", 1, "c"), ("a", "d"), ("e",), ("f",)]


def test_a_key_of_another_name_stays_where_it_is() -> None:
    changed = with_name(TREE, ("a", "b", 1, "c"), "z")

    assert plain(changed) == {"a": {"b": ["x", {"z": 1}], "d": "text"}, "e": {}, "f": []}
    assert list(with_name(TREE, ("e",), "z").children) == ["a", "z", "f"]
    assert with_name(TREE, ("e",), "z").keys["z"] == TREE.keys["e"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, [False]),
        (5, [6, 4]),
        (0.5, [1.5, -0.5]),
        ("512Mi", ["513Mi", "512Mix", "512Mi0", "x512Mi", "512M"]),
        ("v1.9.2", ["v2.9.2", "v1.9.2x", "v1.9.20", "xv1.9.2", "v1.9."]),
        ("web", ["webx", "web0", "xweb", "we"]),
        ("", ["x", "0"]),
        (None, []),
    ],
)
def test_other_values_are_likely_as_valid(value: Any, expected: list[Any]) -> None:
    assert list(dict.fromkeys(others(value))) == expected
