"""Which of what goes and what comes are one thing to people."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diff.compare import changes, renames
from generator.diff.nouns import Application, Rename
from tests.diff.compare.objects import Object, application, cluster, deployment, thing


def found(base: tuple[Application, ...], head: tuple[Application, ...]) -> list[tuple[str, str, str]]:
    return [
        (str(one.removed.identity), str(one.added.identity), one.kind)
        for one in renames(changes(cluster(*base), cluster(*head)))
    ]


def within(base: list[Object], head: list[Object], app: str = "shop-production") -> list[tuple[str, str, str]]:
    return found((application(app, *base),), (application(app, *head),))


def workload(name: str, kind: str = "Deployment", **more: Any) -> Object:
    pod = {"containers": [{"name": name, "image": "x:1", "ports": [{"containerPort": 80}], **more}]}
    labels = {"app.kubernetes.io/name": name}
    spec = {"selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": pod}}
    return {"apiVersion": "apps/v1", "kind": kind, "metadata": {"name": name, "labels": labels}, "spec": spec}


def config_map(name: str, **data: str) -> Object:
    return thing("ConfigMap", name=name, data=data)


def test_a_workload_under_another_name() -> None:
    assert within([workload("backend")], [workload("orders")]) == [
        ("Deployment/backend", "Deployment/orders", "renamed")
    ]


def test_a_workload_that_is_hardly_alike_is_another_one() -> None:
    other = workload("orders", image="y:2", args=["a", "b"], env=[{"name": "A", "value": "1"}], tty=True, stdin=True)

    assert within([workload("backend")], [other]) == []


def test_one_that_is_alike_of_another_kind_is_another_one() -> None:
    assert within([thing("Service", spec={"a": 1})], [thing("ConfigMap", name="b", spec={"a": 1})]) == []


def test_the_same_name_of_a_kind_that_serves_the_same_end() -> None:
    before, after = workload("api"), workload("api", kind="StatefulSet")

    assert within([before], [after]) == [("Deployment/api", "StatefulSet/api", "another kind")]


def test_a_service_is_no_deployment_of_its_name() -> None:
    assert within([workload("api")], [thing("Service")]) == []


def test_a_hash_at_the_end_of_a_name() -> None:
    before, after = config_map("api-7f9c2d1b4k", a="1", b="2"), config_map("api-m5k2g8h4tt", c="3")

    assert within([before], [after]) == [("ConfigMap/api-7f9c2d1b4k", "ConfigMap/api-m5k2g8h4tt", "hash")]


def test_a_word_at_the_end_of_a_name_is_no_hash() -> None:
    assert within([config_map("api-postgres", a="1")], [config_map("api-frontend", b="2")]) == []


def test_a_name_without_the_application_or_environment_in_it() -> None:
    before, after = config_map("shop-settings-production", a="1"), config_map("settings", b="2")

    assert within([before], [after]) == [("ConfigMap/shop-settings-production", "ConfigMap/settings", "renamed")]


def test_an_object_that_moves_to_another_application() -> None:
    one = deployment()

    assert found((application("a", one), application("b")), (application("a"), application("b", one))) == [
        ("Deployment/api", "Deployment/api", "moved")
    ]


def test_an_object_that_moves_to_another_namespace() -> None:
    one = deployment()

    assert found((application("a", one),), (application("a", one, namespace="other"),)) == [
        ("Deployment/api", "Deployment/api", "another namespace")
    ]


def test_the_one_that_is_most_alike_is_taken() -> None:
    near, far = workload("orders"), workload("payments", tty=True)

    assert within([workload("backend")], [far, near]) == [("Deployment/backend", "Deployment/orders", "renamed")]


def test_of_two_that_are_alike_the_first_by_name_is_taken() -> None:
    assert within([workload("b"), workload("a")], [workload("d"), workload("c")]) == [
        ("Deployment/a", "Deployment/c", "renamed"),
        ("Deployment/b", "Deployment/d", "renamed"),
    ]


def test_one_with_more_than_thrice_the_leaves_is_another_thing() -> None:
    small, large = config_map("aaaa", a="1"), config_map("bbbb", a="1", **{f"k{number}": "" for number in range(3)})

    assert within([small], [large]) == []


@pytest.mark.parametrize(("count", "pairs"), [(300, 300), (301, 0)])
def test_too_many_of_one_kind_are_paired_by_their_names_alone(count: int, pairs: int) -> None:
    before = [config_map(f"x{number}x", a=str(number)) for number in range(count)]
    after = [config_map(f"y{number}y", a=str(number)) for number in range(count)]

    assert len(within(before, after)) == pairs


OBJECTS = st.lists(
    st.builds(workload, st.sampled_from(["a", "b", "c", "d"]), image=st.sampled_from(["x", "y"])),
    unique_by=lambda one: one["metadata"]["name"],
)


@given(OBJECTS, OBJECTS)
def test_renames_mirror_those_the_other_way_and_take_nothing_twice(base: list[Object], head: list[Object]) -> None:
    there = renames(changes(cluster(application("s", *base)), cluster(application("s", *head))))
    back = renames(changes(cluster(application("s", *head)), cluster(application("s", *base))))

    assert sorted(map(_scores, there)) == sorted(map(_scores, back))
    assert len({one.removed.identity for one in there}) == len({one.added.identity for one in there}) == len(there)


def _scores(one: Rename) -> float:
    return one.score
