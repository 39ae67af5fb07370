"""`needs` as a graph: callers, start order, circles."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.graph import callers, cycle, depths

NAMES = st.sampled_from("abcdef")
GRAPHS = st.dictionaries(NAMES, st.frozensets(NAMES, max_size=3).map(lambda names: tuple(sorted(names))), max_size=6)


def closed(edges: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The edges with every service that is needed as a node too."""
    return {name: () for needed in edges.values() for name in needed} | edges


def test_callers_are_those_who_need_it_sorted() -> None:
    assert callers({"web": ("db",), "api": ("db", "cache"), "db": (), "cache": ()}) == {
        "web": (),
        "api": (),
        "db": ("api", "web"),
        "cache": ("api",),
    }


def test_who_is_needed_and_is_no_node_has_callers_too() -> None:
    assert callers({"api": ("db",)}) == {"api": (), "db": ("api",)}


def test_a_depth_is_the_longest_chain_of_needs() -> None:
    assert depths({"web": ("api", "db"), "api": ("cache", "db"), "cache": ("db",), "job": ()}) == {
        "db": 0,
        "job": 0,
        "cache": 1,
        "api": 2,
        "web": 3,
    }


def test_a_circle_starts_at_its_first_member_and_is_closed_by_it() -> None:
    assert cycle({"x": ("c",), "c": ("b",), "b": ("a",), "a": ("c",)}) == ("a", "c", "b", "a")


def test_a_service_that_needs_itself_is_a_circle() -> None:
    assert cycle({"b": ("a",), "a": ("a",)}) == ("a", "a")


def test_where_there_is_no_circle_there_is_none() -> None:
    assert cycle({}) == ()
    assert cycle({"a": ("b", "c"), "b": ("c",), "c": ()}) == ()


@given(GRAPHS)
def test_callers_are_needs_turned_around(edges: dict[str, tuple[str, ...]]) -> None:
    turned = {(caller, needed) for needed, names in callers(edges).items() for caller in names}

    assert turned == {(name, needed) for name, names in edges.items() for needed in names}


@given(GRAPHS)
def test_there_is_an_order_or_a_circle(edges: dict[str, tuple[str, ...]]) -> None:
    circle = cycle(edges)
    if not circle:
        depth = depths(edges)
        assert all(depth[name] > depth[needed] for name, names in edges.items() for needed in names)
        return

    assert circle[0] == circle[-1] == min(circle)
    assert len(set(circle)) == len(circle) - 1
    assert all(needed in edges[name] for name, needed in pairwise(circle))


@given(GRAPHS, st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_edges_does_not_matter(edges: dict[str, tuple[str, ...]], random: object) -> None:
    names = sorted(edges, reverse=True)
    other = {name: edges[name][::-1] for name in names}

    assert cycle(other) == cycle(edges)
    assert callers(other) == callers(edges)
    if not cycle(edges):
        assert depths(other) == depths(edges)
