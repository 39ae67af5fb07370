"""Which objects are not the same at both revisions."""

from __future__ import annotations

import copy
import time
from typing import Any

import pytest

from generator.diff.compare import changes, identity
from generator.diff.nouns import Application, Change, Identity
from generator.errors import Place, Problem
from tests.diff.compare.objects import Object, application, cluster, config_map, deployment, thing


def kinds(found: list[Change]) -> list[tuple[str, str, str]]:
    """Application, identity, and what becomes of it."""
    return [
        (one.application, str(one.identity), "comes" if one.base is None else "goes" if one.head is None else "changes")
        for one in found
    ]


def test_what_comes_goes_and_changes() -> None:
    base = cluster(application("shop", deployment("a"), deployment("b"), deployment("c")))
    head = cluster(application("shop", deployment("a"), deployment("b", image="x"), deployment("d")))

    assert kinds(changes(base, head)) == [
        ("shop", "Deployment/b", "changes"),
        ("shop", "Deployment/c", "goes"),
        ("shop", "Deployment/d", "comes"),
    ]


def test_a_revision_and_itself_are_the_same() -> None:
    base = cluster(application("shop", deployment("a"), config_map(x="1")), by_hand=(deployment("root"),))

    assert changes(base, copy.deepcopy(base)) == []


def test_objects_in_another_order_and_keys_in_another_order_are_the_same() -> None:
    turned = dict(reversed(deployment("a").items()))

    assert (
        changes(
            cluster(application("s", deployment("a"), config_map())), cluster(application("s", config_map(), turned))
        )
        == []
    )


def test_a_namespace_that_is_not_written_is_the_destination_of_the_application() -> None:
    explicit = {**deployment(), "metadata": {"name": "api", "namespace": "shop"}}

    [change] = changes(cluster(application("s", deployment())), cluster(application("s", explicit)))

    assert change.identity.namespace == "shop"
    assert [edit.path for edit in change.edits] == ["metadata.namespace"]


def test_another_destination_is_another_object() -> None:
    same = deployment()

    found = changes(cluster(application("s", same)), cluster(application("s", same, namespace="other")))

    assert [(one.identity.namespace, one.head is None) for one in found] == [("other", False), ("shop", True)]


@pytest.mark.parametrize(
    ("one", "namespace"),
    [
        (thing("Namespace"), ""),
        (thing("ClusterRole", "rbac.authorization.k8s.io/v1"), ""),
        (thing("Role", "rbac.authorization.k8s.io/v1"), "shop"),
        ({**thing("StorageClass", "storage.k8s.io/v1"), "metadata": {"name": "api", "namespace": "x"}}, ""),
        ({**thing("Service"), "metadata": {"name": "api", "namespace": "x"}}, "x"),
    ],
)
def test_what_no_namespace_holds_has_none(one: Object, namespace: str) -> None:
    assert identity(one, "shop").namespace == namespace


def test_a_definition_says_whether_a_namespace_holds_its_kind() -> None:
    spec = {"group": "example.com", "scope": "Cluster", "names": {"kind": "Thing"}}
    definition = thing("CustomResourceDefinition", "apiextensions.k8s.io/v1", spec=spec)

    [change] = changes(
        cluster(application("s", definition)), cluster(application("s", definition, thing("Thing", "example.com/v1")))
    )

    assert change.identity == Identity("example.com", "Thing", "", "api")


def test_another_version_of_the_api_is_the_same_object() -> None:
    [change] = changes(
        cluster(application("s", thing("CronJob", "batch/v1beta1"))),
        cluster(application("s", thing("CronJob", "batch/v1"))),
    )

    assert [edit.about for edit in change.edits] == ["API version"]


def generated(image: str) -> Object:
    return {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"generateName": "migrate-"}, "spec": {"image": image}}


def test_generate_name_job() -> None:
    base = cluster(application("s", generated("a"), generated("b")))
    head = cluster(application("s", generated("a"), generated("c")))

    assert kinds(changes(base, head)) == [("s", "Job/migrate-*2", "changes")]


def test_of_two_objects_with_one_identity_the_last_counts() -> None:
    first, last = config_map(a="1"), config_map(a="2")

    [change] = changes(cluster(application("s", first, last)), cluster(application("s", first)))

    assert (change.base, change.head) == (last, first)


def test_a_list_of_objects_counts_as_what_is_in_it() -> None:
    whole = {"apiVersion": "v1", "kind": "List", "items": [config_map(a="1"), deployment()]}

    assert kinds(changes(cluster(application("s", whole)), cluster(application("s", deployment())))) == [
        ("s", "ConfigMap/api", "goes")
    ]


def test_what_people_apply_by_hand_stands_first_and_in_no_application() -> None:
    base = cluster(
        application("s", deployment()), by_hand=(thing("Application", "argoproj.io/v1alpha1", spec={"a": 1}),)
    )
    head = cluster(application("s"), by_hand=(thing("Application", "argoproj.io/v1alpha1", spec={"a": 2}),))

    assert kinds(changes(base, head)) == [("", "Application/api", "changes"), ("s", "Deployment/api", "goes")]


@pytest.mark.parametrize(
    "more", [{"failure": Problem(code="x", message="y", place=Place("z"))}, {"unseen": "a chart that lies elsewhere"}]
)
def test_nothing_is_said_of_an_application_that_was_not_rendered(more: Any) -> None:
    whole, lost = cluster(application("s", deployment())), cluster(application("s", **more))

    assert changes(whole, lost) == []
    assert changes(lost, whole) == []


def test_an_application_that_comes_brings_its_objects() -> None:
    assert kinds(changes(cluster(), cluster(application("s", deployment())))) == [("s", "Deployment/api", "comes")]


def many(image: str = "x") -> list[Object]:
    return [deployment(f"d{number}", image=image, env=[{"name": "A", "value": "1"}] * 5) for number in range(5000)]


def spread(objects: list[Object]) -> list[Application]:
    return [application(f"a{at}", *objects[at : at + 10]) for at in range(0, len(objects), 10)]


def test_five_thousand_resources_of_which_ten_changed() -> None:
    before = many()
    after = [*before]
    after[::500] = many("y")[::500]
    base, head = cluster(*spread(before)), cluster(*spread(after))

    took = min(_seconds(base, head) for _ in range(3))

    assert len(changes(base, head)) == 10
    assert took < 0.2  # a tenth of that on a machine that does nothing else


def _seconds(base: Any, head: Any) -> float:
    start = time.process_time()
    changes(base, head)
    return time.process_time() - start
