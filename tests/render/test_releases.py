"""Releases of a plan: charts through an engine, folders of plain manifests as they are, each in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.nouns import Artifact, Plan, Release
from generator.render import Document, Engine, Failure, Job, Manifest, printed, rendered

CHART = Release("dev", "orders", "shop", "charts/orders", values=("values/dev.yaml",))
PLAIN = Release("dev", "platform", "argocd", "argocd/dev", include=("platform/",))
ARTIFACTS = [
    Artifact("charts/orders/Chart.yaml", "", text="name: orders\n"),
    Artifact("charts/orders/README.md", "", text="# orders\n"),
    Artifact("charts/orders/values.schema.json", "", data={}),
    Artifact("charts/orders/values/dev.yaml", "", data={"replicas": 2}),
    Artifact("argocd/dev/platform/b.yaml", "", documents=[{"kind": "B"}, {"kind": "C"}]),
    Artifact("argocd/dev/platform/a.yaml", "", data={"kind": "A"}),
    Artifact("argocd/dev/platform/d.yaml", "", text="kind: D\n---\n---\nkind: E\n"),
    Artifact("argocd/dev/platform/README.md", "", text="# platform\n"),
    Artifact("argocd/dev/root.yaml", "", data={"kind": "Root"}),
]
PLAN = Plan({artifact.path: artifact for artifact in ARTIFACTS}, (CHART, PLAIN))
FILES = {artifact.path: artifact.text or "" for artifact in ARTIFACTS}


class Remembers:
    """An engine that answers each job with one object, or fails, and keeps what it was asked."""

    name = "remembers"

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.asked: list[Job] = []

    def documents(self, jobs: Sequence[Job]) -> Iterator[tuple[Document, ...] | Failure]:
        self.asked += jobs
        return (
            Failure("no") if job.release in self.failing else (Document("templates/x.yaml", "kind: X\n"),)
            for job in jobs
        )

    def manifests(self, jobs: Sequence[Job]) -> Iterator[tuple[Manifest, ...] | Failure]:
        self.asked += jobs
        return (
            Failure("no") if job.release in self.failing else (Manifest("templates/x.yaml", {"kind": "X"}),)
            for job in jobs
        )

    def close(self) -> None:
        pass


def kinds(releases: Sequence[Release], helm: Engine) -> list[list[str]]:
    return [[body["kind"] for body in one.objects] for one in rendered(PLAN, FILES, releases, {"dev": "1.36"}, helm)]


def test_charts_and_plain_manifests_come_in_the_order_of_the_releases() -> None:
    assert kinds([CHART, PLAIN], Remembers()) == [["X"], ["A", "B", "C", "D", "E"]]
    assert kinds([PLAIN, CHART], Remembers()) == [["A", "B", "C", "D", "E"], ["X"]]


def test_all_charts_are_at_work_before_the_first_release_is_taken() -> None:
    helm = Remembers()

    rendered(PLAN, FILES, [CHART], {"dev": "1.36"}, helm)

    (job,) = helm.asked
    assert (job.chart.name, job.release, job.namespace, job.kubernetes) == ("orders", "orders", "shop", "1.36")
    assert job.values == [{"replicas": 2}]
    assert dict(job.chart.files) == {"Chart.yaml": "name: orders\n"}


def test_a_release_that_does_not_render_has_a_failure_in_place_of_objects() -> None:
    first, second = rendered(PLAN, FILES, [CHART, PLAIN], {"dev": "1.36"}, Remembers("orders"))

    assert first.failure is not None
    assert (first.failure.message, first.objects) == ("helm cannot render this: no", ())
    assert second.failure is None


def test_what_is_printed_is_the_text_of_helm_and_of_plain_manifests() -> None:
    chart, plain = printed(PLAN, FILES, [CHART, PLAIN], {"dev": "1.36"}, Remembers())

    assert (chart.release, chart.documents) == (CHART, (("templates/x.yaml", "kind: X\n"),))
    assert [text for _, text in plain.documents] == [f"kind: {kind}\n" for kind in "ABCDE"]


def test_a_release_that_cannot_be_printed_has_the_failure_of_one_that_does_not_render() -> None:
    (found,) = printed(PLAN, FILES, [CHART], {"dev": "1.36"}, Remembers("orders"))
    (expected,) = rendered(PLAN, FILES, [CHART], {"dev": "1.36"}, Remembers("orders"))

    assert found.failure is not None
    assert (found.failure, found.documents) == (expected.failure, ())
