"""What the table of tests/check/mistakes.yaml says of the API server is what a real one does."""

from __future__ import annotations

import pytest

from generator.check.pod import TEMPLATES
from generator.nouns import Generated
from tests.check.mistakes import Mistake, mistakes, sound
from tests.check.shop import shop as small
from tests.e2e.server import Server
from tests.e2e.test_api_server import pod_of

NAMESPACE, LIVE = "mistakes", "mistakes-live"


@pytest.fixture(scope="module")
def namespaces(server: Server, shop: Generated) -> None:
    """Two namespaces with the labels that we generate: an empty one, and one with what can be changed."""
    labels = labels_of(shop)
    for name in (NAMESPACE, LIVE):
        metadata = {"name": name, "labels": labels}
        assert not server.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}, "").refused
        assert not server.apply(sound("ServiceAccount"), name).refused
    for mistake in mistakes():
        if mistake.live:
            assert server.apply(sound(mistake.kind), LIVE).verdict == "accepts"


def labels_of(shop: Generated) -> dict[str, str]:
    """The labels of the first environment's namespace."""
    name = min(shop.fleet.environments)
    documents = shop.plan.artifacts[f"argocd/{name}/platform/namespace.yaml"].documents
    assert documents is not None
    labels: dict[str, str] = documents[0]["metadata"]["labels"]
    return labels


@pytest.mark.usefixtures("namespaces")
@pytest.mark.parametrize("kind", [*small(), "CronJob"])
def test_what_is_sound_is_accepted(server: Server, kind: str) -> None:
    assert server.apply(sound(kind), NAMESPACE, dry_run=True).verdict == "accepts"


@pytest.mark.usefixtures("namespaces")
@pytest.mark.parametrize("mistake", mistakes(), ids=lambda mistake: mistake.name)
def test_the_server_says_what_the_table_says(server: Server, mistake: Mistake) -> None:
    namespace = LIVE if mistake.live else NAMESPACE
    named = bool(mistake.body["metadata"].get("name"))

    answer = (server.apply if named else server.create)(mistake.body, namespace, dry_run=True)

    assert answer.verdict == mistake.server, answer.said
    if mistake.pods:
        pod = server.create(pod_of(mistake.body, (*TEMPLATES[mistake.kind], "spec")), namespace, dry_run=True)
        assert pod.verdict == mistake.pods, pod.said
