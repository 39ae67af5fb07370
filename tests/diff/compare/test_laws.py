"""What holds for any two objects: nothing of nothing, the mirror, the order of lists with keys, what edits make."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from generator.diff.compare import edits
from generator.diff.nouns import Edit
from tests.diff.compare.applied import applied

TEXTS = st.sampled_from(["", "a", "b", "8080", "true", "line\nline\n", "x y", "ä"])
NAMES = st.sampled_from(["a", "b", "c", "api", "log.level", "x/y", "0"])
SCALARS = TEXTS | st.integers(0, 3) | st.booleans() | st.none() | st.sampled_from([1.5, 2.0])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)


def named(body: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries of a list that a name tells apart."""
    return st.dictionaries(NAMES, body, max_size=4).map(
        lambda found: [{**inner, "name": name} for name, inner in found.items()]
    )


VARIABLES = named(st.fixed_dictionaries({}, optional={"value": TEXTS, "valueFrom": VALUES}))
PORTS = st.lists(
    st.fixed_dictionaries(
        {"containerPort": st.integers(80, 82)}, optional={"protocol": st.sampled_from(["TCP", "UDP"]), "name": NAMES}
    ),
    max_size=4,
)
CONTAINERS = named(
    st.fixed_dictionaries(
        {},
        optional={"image": TEXTS, "env": VARIABLES, "ports": PORTS, "args": st.lists(TEXTS, max_size=5), "x": VALUES},
    )
)
TEMPLATES = CONTAINERS.map(lambda all_: {"containers": all_})
LABELS = st.dictionaries(NAMES, TEXTS)
WORKLOADS = st.fixed_dictionaries(
    {"apiVersion": st.sampled_from(["apps/v1", "apps/v1beta1"]), "kind": st.just("Deployment")},
    optional={"spec": st.fixed_dictionaries({}, optional={"template": TEMPLATES})},
)
CUSTOM = st.fixed_dictionaries(
    {"apiVersion": st.just("example.com/v1"), "kind": st.just("Thing")},
    optional={
        "spec": VALUES,
        "metadata": st.fixed_dictionaries({}, optional={"labels": LABELS}),
    },
)
OBJECTS = WORKLOADS | CUSTOM


def turned(found: tuple[Edit, ...]) -> list[Edit]:
    return [Edit(one.path, one.new, one.old, one.noise, one.hidden, one.about) for one in found]


def ordered(found: Any) -> list[str]:
    return sorted(map(repr, found))


def bare(value: Any) -> Any:
    """A value whose lists of entries with names have no order, as those that come may stand anywhere."""
    if isinstance(value, dict):
        return {key: bare(below) for key, below in value.items()}
    if isinstance(value, list):
        inner = [bare(one) for one in value]
        keyed = inner and all(isinstance(one, dict) for one in inner)
        return sorted(inner, key=text) if keyed else inner
    return value


def text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@given(OBJECTS)
def test_of_an_object_and_itself_there_is_no_edit(one: dict[str, Any]) -> None:
    assert edits(one, copy.deepcopy(one)) == ()


@given(WORKLOADS, WORKLOADS)
def test_edits_of_workloads_mirror_those_the_other_way(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert ordered(turned(edits(one, other))) == ordered(edits(other, one))


@given(CUSTOM, CUSTOM)
def test_edits_of_any_kind_mirror_those_the_other_way(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert ordered(turned(edits(one, other))) == ordered(edits(other, one))


@given(OBJECTS, st.randoms(use_true_random=False))
def test_another_order_of_keys_is_no_edit(one: dict[str, Any], chance: Any) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, list):
            return [shuffled(below) for below in value]
        if not isinstance(value, dict):
            return value
        pairs = list(value.items())
        chance.shuffle(pairs)
        return {key: shuffled(below) for key, below in pairs}

    assert edits(one, shuffled(one)) == ()


@given(CONTAINERS, st.randoms(use_true_random=False))
def test_another_order_of_a_list_with_keys_is_no_change_of_a_value(all_: list[Any], chance: Any) -> None:
    other = copy.deepcopy(all_)
    for one in (other, *(container["env"] for container in other if "env" in container)):
        chance.shuffle(one)

    found = edits(deployment(all_), deployment(other))

    assert {edit.about for edit in found} <= {"order changed"}


def deployment(containers: list[Any]) -> dict[str, Any]:
    spec = {"template": {"spec": {"containers": containers}}}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "api"}, "spec": spec}


def config_map(**data: str) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "api"}, "data": data}


@given(WORKLOADS, WORKLOADS)
def test_edits_of_a_workload_make_the_other_of_the_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert text(bare(applied(one, edits(one, other)))) == text(bare(other))


@given(CUSTOM, CUSTOM)
@example(
    {"apiVersion": "example.com/v1", "kind": "Thing", "spec": {"a": [{"a": 1}, {"a": 2}]}},
    {"apiVersion": "example.com/v1", "kind": "Thing", "spec": {"a": [{"b": 1}, {"a": 1}, {"a": 2, "b": 1}]}},
)
def test_edits_of_any_kind_make_the_other_of_the_one(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert text(bare(applied(one, edits(one, other)))) == text(bare(other))


@given(st.dictionaries(NAMES, VALUES, min_size=1), st.dictionaries(NAMES, VALUES, min_size=1))
def test_edits_of_a_document_in_a_config_map_make_the_other_of_the_one(one: Any, other: Any) -> None:
    both = [
        {"apiVersion": "v1", "kind": "ConfigMap", "data": {"app.json": json.dumps(inside)}} for inside in (one, other)
    ]

    made = applied(both[0], edits(*both))

    assert text(bare(json.loads(made["data"]["app.json"]))) == text(bare(other))


@given(OBJECTS)
def test_of_an_object_that_comes_every_leaf_is_told_and_makes_the_whole(one: dict[str, Any]) -> None:
    assert text(bare(applied({}, edits(None, one)))) == text(bare(one))
    assert ordered(turned(edits(None, one))) == ordered(edits(one, None))
