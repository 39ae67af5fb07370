"""Trees give back data, nodes and places by key path."""

from __future__ import annotations

import pytest

from generator.errors import Place
from generator.nodes import Branch, Leaf, child, locate, merge, plain, without
from generator.yamlio import parse

TREE = parse(b"a:\n  b: [x, {c: 1}]\n  d: text\ne: {}\n", "a.yaml")


def test_plain_is_the_data() -> None:
    assert plain(TREE) == {"a": {"b": ["x", {"c": 1}], "d": "text"}, "e": {}}


def test_plain_is_made_once() -> None:
    assert plain(TREE) is plain(TREE)
    assert plain(TREE)["a"] is plain(TREE.children["a"])


@pytest.mark.parametrize(
    ("path", "value"), [([], plain(TREE)), (["a", "d"], "text"), (["a", "b", 1, "c"], 1), (["e"], {})]
)
def test_a_node_is_found_by_its_keys(path: list[str | int], value: object) -> None:
    node = child(TREE, path)

    assert node is not None
    assert plain(node) == value


@pytest.mark.parametrize(
    "path", [["x"], ["a", "b", 2], ["a", "b", "0"], ["a", 0], ["a", "d", "x"], ["a", "b", 1, "c", 0]]
)
def test_a_node_that_is_not_there_is_none(path: list[str | int]) -> None:
    assert child(TREE, path) is None


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ([], (1, 1), (1, 1)),
        (["a"], (2, 3), (1, 1)),
        (["a", "d"], (3, 6), (3, 3)),
        (["a", "b"], (2, 6), (2, 3)),
        (["a", "b", 0], (2, 7), (2, 7)),
        (["a", "b", 1, "c"], (2, 14), (2, 11)),
        (["a", "x"], (2, 3), (1, 1)),
        (["a", "x", "y"], (2, 3), (1, 1)),
        (["a", "b", 7], (2, 6), (2, 3)),
    ],
)
def test_a_place_is_that_of_the_value_or_of_its_key_and_else_of_what_is_above(
    path: list[str | int], value: tuple[int, int], key: tuple[int, int]
) -> None:
    assert locate(TREE, path) == Place("a.yaml", *value)
    assert locate(TREE, path, at_key=True) == Place("a.yaml", *key)


def test_names_of_variants_in_a_path_are_passed_over() -> None:
    assert locate(TREE, ["a", "(mapping)", "d"]) == Place("a.yaml", 3, 6)


def test_the_place_of_what_was_removed_is_that_of_the_null() -> None:
    tree = merge([TREE, parse(b"a:\n  d: null\n", "b.yaml")])

    assert locate(tree, ["a", "d"]) == Place("b.yaml", 2, 6)


def test_a_tree_without_a_key_is_another_tree() -> None:
    assert plain(without(TREE, "a")) == {"e": {}}
    assert list(TREE.children) == ["a", "e"]
    assert without(TREE, "x") is TREE


def test_a_tree_without_a_key_keeps_all_else() -> None:
    tree = merge([TREE, parse(b"a: null\ne: 1\n", "b.yaml")])

    assert without(tree, "e").removed == tree.removed
    assert isinstance(without(tree, "e"), Branch)
    assert isinstance(tree.removed["a"], Leaf)
