"""A real API server takes every object of the public applications, strictly, and says nothing but what it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.check.cluster import Cluster
from generator.tree import DiskTree
from tests.e2e.server import Answer, Server
from tests.e2e.test_api_server import order, pod_of
from tests.fleet.applications import application, compose, names

RESTRICTED = 'would violate PodSecurity "restricted:'
"""How the server warns of what the environment does not enforce."""


@pytest.fixture(scope="module")
def ready(server: Server) -> Server:
    """The server, with the namespace of Argo CD's objects."""
    server.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "argocd"}}, "")
    return server


@pytest.mark.parametrize("name", names())
def test_every_object_and_every_pod_of_it_is_accepted(name: str, ready: Server, tmp_path: Path) -> None:
    compose(name, tmp_path)
    namespace = f"fleet-{name}"
    for path in (tmp_path / "environments").glob("*.yaml"):  # one beside the other: to empty one takes longer
        path.write_text(f"{path.read_text(encoding='utf-8')}namespace: {namespace}\n", encoding="utf-8")
    whole = pipeline.generated(DiskTree(tmp_path))
    found = sorted(pipeline.objects(whole, whole.plan.releases), key=lambda one: order(one.release.name))
    pods = Cluster(found).pods

    answers = [(item, ready.apply(item, one.release.namespace)) for one in found for item in one.objects]
    created = [(pod.owner, ready.create(pod_of(pod.owner.body, pod.path), namespace, dry_run=True)) for pod in pods]

    odd = [f"{item['kind']}/{item['metadata']['name']}: {one.said}" for item, one in answers if _is_odd(one, name)]
    odd += [f"{owner}: {one.said}" for owner, one in created if _is_odd(one, name)]
    assert odd == []
    assert pods


def _is_odd(answer: Answer, name: str) -> bool:
    """Whether the server refuses, or warns of anything but what `podSecurity: baseline` takes on."""
    enforced = "restricted" in application(name).levels
    return answer.refused or any(enforced or not one.startswith(RESTRICTED) for one in answer.warnings)
