"""A real API server takes every object of every environment, strictly, without a word."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import pytest

from generator.check.cluster import Cluster
from generator.nouns import Generated, Rendered
from generator.pipeline import objects
from generator.tree import DiskTree
from tests.e2e.conftest import ROOT
from tests.e2e.server import Answer, Server

ENVIRONMENTS = sorted(path.removesuffix(".yaml") for path in DiskTree(ROOT / "environments").paths(""))
Object = dict[str, Any]


@dataclass(frozen=True)
class Applied:
    """An environment's objects in the cluster, in the order in which root and its Applications bring them."""

    releases: list[Rendered]
    namespace: str
    answers: list[tuple[Object, Answer]]


@pytest.fixture(scope="module", params=ENVIRONMENTS)
def applied(request: pytest.FixtureRequest, server: Server, shop: Generated) -> Applied:
    name = request.param
    releases = [release for release in shop.plan.releases if release.environment == name]
    found = sorted(objects(shop, releases), key=lambda one: order(one.release.name))
    home, namespace = (shop.fleet.environments[name].argocd.namespace, found[1].release.namespace)
    emptied(server, namespace)
    server.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": home}}, "")

    answers = [(item, server.apply(item, one.release.namespace)) for one in found for item in one.objects]
    return Applied(found, namespace, answers)


def order(release: str) -> tuple[int, str]:
    """The projects and the namespace come first."""
    first = ["root", "platform"]
    return (first.index(release) if release in first else len(first), release)


def emptied(server: Server, namespace: str) -> None:
    """No object of the environment before is left."""
    path = f"/api/v1/namespaces/{namespace}"
    server.ask("DELETE", path)
    deadline = time.monotonic() + 120
    while server.get(path) is not None:
        assert time.monotonic() < deadline, f"after 120 s {namespace} is still there: {server.get(path)}"
        time.sleep(0.5)


def test_the_server_is_of_the_version_that_the_platform_names(server: Server, shop: Generated) -> None:
    version = server.ask("GET", "/version").body["gitVersion"]

    assert version.startswith(f"v{shop.fleet.platform.kubernetes}."), "with STACK=kind, name another KIND_IMAGE"


def test_every_object_is_accepted_without_a_warning(applied: Applied) -> None:
    refused = [
        f"{item['kind']}/{item['metadata']['name']} {answer.verdict}: {answer.said}"
        for item, answer in applied.answers
        if answer.verdict != "accepts"
    ]

    assert refused == []
    assert len(applied.answers) > 20


def test_every_pod_passes_pod_security_and_the_quota(server: Server, applied: Applied) -> None:
    pods = Cluster(applied.releases).pods

    answers = [(pod, server.create(pod_of(pod.owner.body, pod.path), applied.namespace, dry_run=True)) for pod in pods]

    assert [f"{pod.owner}: {answer.said}" for pod, answer in answers if answer.verdict != "accepts"] == []
    assert pods


def pod_of(workload: Any, path: tuple[str | int, ...]) -> Object:
    """The pod that a workload's template describes."""
    template = workload
    for step in path[:-1]:
        template = template[step]
    metadata = {**template.get("metadata", {}), "generateName": "pod-"}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"]}


def test_a_second_apply_changes_nothing(server: Server, applied: Applied) -> None:
    changed = [
        f"{item['kind']}/{item['metadata']['name']}"
        for one in applied.releases
        for item in one.objects
        if not stays(server, item, one.release.namespace)
    ]

    assert changed == []


def stays(server: Server, item: Object, namespace: str) -> bool:
    """Whether an apply leaves the object's version alone; a controller may write between, so it has five tries."""
    for _ in range(5):
        before = server.live(item, namespace)
        after = server.apply(item, namespace)
        assert before is not None
        if after.body["metadata"]["resourceVersion"] == before["metadata"]["resourceVersion"]:
            return True
        time.sleep(0.5)
    return False
