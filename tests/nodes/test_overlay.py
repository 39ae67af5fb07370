"""Layers laid over each other: what is left, where each part stands, and what it beat."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Place
from generator.nodes import Branch, Leaf, Node, Series, merge, plain

KEYS = st.sampled_from(["a", "b", "c"])
SCALARS = st.one_of(st.integers(0, 9), st.booleans(), st.sampled_from(["x", "y"]))
LISTS = st.lists(SCALARS, max_size=2)


def data(nulls: bool) -> st.SearchStrategy[dict[str, Any]]:
    scalars = st.one_of(SCALARS, st.none()) if nulls else SCALARS
    values = st.recursive(
        st.one_of(scalars, LISTS), lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
    )
    return st.dictionaries(KEYS, values, max_size=3)


def tree(value: Any, file: str = "a.yaml") -> Any:
    """Data as a tree, each node on a line of its own."""
    lines = iter(range(1, 1000))

    def node(value: Any) -> Node:
        place = Place(file, next(lines))
        match value:
            case dict():
                keys = {name: Place(file, next(lines)) for name in value}
                return Branch({name: node(inner) for name, inner in value.items()}, keys, place)
            case list():
                return Series(tuple(node(inner) for inner in value), place)
        return Leaf(value, place)

    return node(value)


def told(node: Node) -> Any:
    """All that a tree knows, as plain data."""
    beats = [(plain(beaten), beaten.place) for beaten in node.beats]
    match node:
        case Leaf():
            return node.value, node.place, beats
        case Series():
            return [told(item) for item in node.items], node.place, beats
        case Branch():
            inside = {name: (node.keys[name], told(inner)) for name, inner in node.children.items()}
            return inside, node.place, beats, {name: told(leaf) for name, leaf in node.removed.items()}


def set_by(node: Node) -> Any:
    """What a tree says, and which layer said it."""
    if isinstance(node, Branch):
        return {name: (node.keys[name], set_by(inner)) for name, inner in node.children.items()}, node.place
    return plain(node), node.place


def over(weak: Any, strong: Any) -> Any:
    """The rule in data: mappings merge, `null` removes, all else replaces."""
    if not isinstance(strong, dict):
        return strong
    found = dict(weak) if isinstance(weak, dict) else {}
    for name, value in strong.items():
        found.pop(name, None) if value is None else found.update({name: over(found.get(name), value)})
    return found


def merged(*layers: dict[str, Any]) -> Branch:
    """Layers, weakest first, from the files a, b, c …"""
    return merge(tree(layer, f"{name}.yaml") for name, layer in zip("abcdef", layers, strict=False))


def test_mappings_merge_key_by_key_and_all_else_replaces() -> None:
    weak = {"kept": 1, "list": [1, 2], "inner": {"kept": True, "text": "weak"}, "mapping": {"x": 1}, "scalar": 1}
    strong = {"list": [3], "inner": {"text": "strong", "new": 0}, "mapping": 2, "scalar": {"y": 2}}

    assert plain(merged(weak, strong)) == {
        "kept": 1,
        "list": [3],
        "inner": {"kept": True, "text": "strong", "new": 0},
        "mapping": 2,
        "scalar": {"y": 2},
    }


def test_null_removes_what_any_weaker_layer_says() -> None:
    assert plain(merged({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"c": 4}}, {"a": None, "b": {"c": None}})) == {
        "b": {"d": 3}
    }


def test_what_null_removed_a_stronger_layer_may_say_anew() -> None:
    found = merged({"a": {"b": 1, "c": 2}}, {"a": None}, {"a": {"c": 3}})

    assert plain(found) == {"a": {"c": 3}}
    assert found.removed == {}


def test_a_null_that_removes_nothing_is_no_value() -> None:
    assert plain(merged({"a": None, "b": {"c": None}}, {"d": None, "e": {"f": {"g": None}}})) == {
        "b": {},
        "e": {"f": {}},
    }


def test_a_removal_knows_its_line_and_what_it_removed() -> None:
    (removed,) = merged({"a": 1}, {"a": 2}, {"a": None}).removed.values()

    assert removed.place.file == "c.yaml"
    assert [(beaten.place.file, plain(beaten)) for beaten in removed.beats] == [("b.yaml", 2), ("a.yaml", 1)]


def test_a_leaf_has_the_line_that_set_it_and_what_it_beat_strongest_first() -> None:
    found = merged({"a": 1, "b": 1}, {"a": {"x": 1}}, {}, {"a": 3})

    assert told(found)[0]["a"] == (
        Place("d.yaml", 2),
        (3, Place("d.yaml", 3), [({"x": 1}, Place("b.yaml", 3)), (1, Place("a.yaml", 4))]),
    )
    assert (found.children["b"].place.file, found.keys["b"].file, found.children["b"].beats) == ("a.yaml", "a.yaml", ())


def test_a_mapping_that_merged_stands_where_its_strongest_layer_has_it() -> None:
    found = merged({"a": {"b": 1}}, {"a": {"c": 1}}, {"a": {}})

    assert (found.children["a"].place.file, found.keys["a"].file) == ("b.yaml", "c.yaml")


def test_what_only_one_layer_has_is_shared() -> None:
    layer = tree({"a": {"b": 1}, "c": [1]})

    found = merge([layer, tree({"d": 1}, "b.yaml")])

    assert all(found.children[name] is layer.children[name] for name in ("a", "c"))
    assert merge([layer]) is layer


def test_a_layer_is_never_changed() -> None:
    weak, strong = tree({"a": {"b": 1}}), tree({"a": {"b": None, "c": 2}}, "b.yaml")
    before = copy.deepcopy([told(weak), told(strong)])

    merge([weak, strong])

    assert [told(weak), told(strong)] == before


@given(st.lists(data(nulls=True), min_size=1, max_size=4))
def test_the_data_of_merged_layers_follows_one_rule(layers: list[dict[str, Any]]) -> None:
    expected: dict[str, Any] = {}
    for layer in layers:
        expected = over(expected, layer)

    assert plain(merged(*layers)) == expected


@given(data(nulls=False), data(nulls=False), data(nulls=False))
def test_without_nulls_it_does_not_matter_which_layers_are_merged_first(
    weak: dict[str, Any], middle: dict[str, Any], strong: dict[str, Any]
) -> None:
    a, b, c = tree(weak, "a.yaml"), tree(middle, "b.yaml"), tree(strong, "c.yaml")

    assert set_by(merge([merge([a, b]), c])) == set_by(merge([a, merge([b, c])])) == set_by(merge([a, b, c]))


@given(st.lists(data(nulls=True), min_size=1, max_size=3))
def test_no_null_is_left_in_a_mapping(layers: list[dict[str, Any]]) -> None:
    def nulls(value: Any) -> bool:
        return any(inner is None or nulls(inner) for inner in value.values()) if isinstance(value, dict) else False

    assert not nulls(plain(merged(*layers)))


@given(st.lists(data(nulls=True), min_size=1, max_size=4))
def test_what_was_beaten_is_in_order_strongest_first(layers: list[dict[str, Any]]) -> None:
    def check(node: Node) -> None:
        files = [node.place.file, *(beaten.place.file for beaten in node.beats)]
        assert files == sorted(files, reverse=True)
        assert len(set(files)) == len(files)
        for inner in node.children.values() if isinstance(node, Branch) else ():
            check(inner)

    check(merged(*layers))


@given(st.lists(data(nulls=True), min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(layers: list[dict[str, Any]], random: Any) -> None:
    def shuffled(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        names = list(value)
        random.shuffle(names)
        return {name: shuffled(value[name]) for name in names}

    assert plain(merged(*map(shuffled, layers))) == plain(merged(*layers))


@given(data(nulls=True))
def test_a_layer_over_itself_is_itself(layer: dict[str, Any]) -> None:
    assert plain(merged(layer, layer)) == plain(merged(layer))


@given(data(nulls=True))
def test_an_empty_layer_changes_nothing(layer: dict[str, Any]) -> None:
    assert told(merged(layer, {})) == told(merged(layer))
    assert plain(merged({}, layer)) == plain(merged(layer))
