from generator.diff.nouns import Edit
from generator.diff.report import drawing, groups
from generator.diff.report.graph import MOST
from tests.diff.report.shop import edited, found, report, shop

SCALED = Edit("spec.replicas", 2, 3)


def drawn(whole):
    return drawing(whole, groups(whole))


def test_each_service_stands_behind_those_that_need_it():
    nodes = {node.name: node for node in drawn(shop()).nodes}

    assert {name: node.layer for name, node in nodes.items()} == {
        "web": 0,
        "worker": 0,
        "api": 1,
        "postgres": 2,
        "redis": 2,
    }
    assert (nodes["redis"].changes, nodes["postgres"].severity) == (0, "X")


def test_a_service_that_has_nothing_to_do_with_a_change_is_not_drawn():
    needs = (("web", "api"), ("far", "away"))

    assert [node.name for node in drawn(report([edited(SCALED)], needs=needs)).nodes] == ["web", "api"]


def test_only_neighbours_of_what_changes_are_drawn():
    needs = (("a", "b"), ("api", "a"), ("b", "c"))

    assert [node.name for node in drawn(report([edited(SCALED)], needs=needs)).nodes] == ["api", "a"]


def test_a_cycle_is_drawn_too():
    needs = (("api", "worker"), ("worker", "api"), ("api", "api"))

    picture = drawn(report([edited(SCALED)], [found()], needs=needs))

    assert {node.name for node in picture.nodes} == {"api", "worker"}
    assert picture.edges == (("api", "worker"), ("worker", "api"))


def test_without_anybody_who_needs_another_nothing_is_drawn():
    assert drawn(report([edited(SCALED)])).nodes == ()


def test_a_drawing_holds_so_many_services_and_says_how_many_it_left_out():
    names = [f"service-{number:03}" for number in range(MOST + 5)]
    changes = [edited(SCALED, service=name, name=f"x-{name}-y") for name in names]

    picture = drawn(report(changes, needs=tuple((name, "redis") for name in names)))

    assert (len(picture.nodes), picture.omitted) == (MOST, 5)
