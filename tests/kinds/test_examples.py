"""Each kind's chart, and the objects it becomes, from the kind's own example."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from generator import yamlio
from generator.kinds import KINDS
from tests.repositories import example, generated, rendered

WITH_CHART = sorted(set(KINDS) - {"external"})
WORKLOADS = ("cronjob.yaml", "deployment.yaml", "statefulset.yaml")


def chart(kind: str) -> dict[str, str]:
    """path in the chart -> text."""
    folder = f"charts/{kind}/"
    files = generated(example(kind)).files
    return {path.removeprefix(folder): text for path, text in files.items() if path.startswith(folder)}


@pytest.mark.parametrize("kind", WITH_CHART)
def test_a_chart_has_the_files_that_its_service_uses(kind: str, snapshot: SnapshotAssertion) -> None:
    assert sorted(chart(kind)) == snapshot


@pytest.mark.parametrize("kind", WITH_CHART)
def test_the_values_of_an_example(kind: str, snapshot: SnapshotAssertion) -> None:
    assert chart(kind)["values.yaml"] == snapshot


@pytest.mark.parametrize("kind", WITH_CHART)
def test_the_workload_of_an_example_reads_like_one_of_a_persons(kind: str, snapshot: SnapshotAssertion) -> None:
    (workload,) = (text for path, text in chart(kind).items() if path.removeprefix("templates/") in WORKLOADS)

    assert workload == snapshot


@pytest.mark.parametrize("kind", WITH_CHART)
def test_the_objects_of_an_example(kind: str, snapshot: SnapshotAssertion) -> None:
    assert yamlio.dump_all(rendered(generated(example(kind)))["dev"][kind]) == snapshot


def test_what_is_outside_has_no_chart() -> None:
    whole = generated(example("external"))

    assert [path for path in whole.files if path.startswith("charts/")] == []
    assert sorted(rendered(whole)["dev"]) == ["platform", "root"]
