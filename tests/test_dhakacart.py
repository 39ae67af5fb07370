"""DhakaCart, the repository that this project lives in: its committed tree is the snapshot of all that is generated."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from generator import marks, pipeline, yamlio
from generator.pipeline import Generated
from generator.tree import DiskTree
from tests.repositories import rendered

ROOT = Path(__file__).parents[1]
FOLDERS = ("argocd", "charts", "schemas")


@pytest.fixture(scope="module")
def whole() -> Generated:
    return pipeline.generated(DiskTree(ROOT))


def committed() -> dict[str, str]:
    """path -> text of every file that says of itself that it is generated."""
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    read = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}
    return {path: data.decode() for path, data in read.items() if marks.is_marked(data)}


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_committed_is_what_follows_from_the_input(folder: str, whole: Generated) -> None:
    here = {path: text for path, text in committed().items() if path.startswith(f"{folder}/")}
    wanted = {path: text for path, text in whole.files.items() if path.startswith(f"{folder}/")}

    assert sorted(here) == sorted(wanted)
    assert [path for path, text in wanted.items() if here[path] != text] == [], "run `make generate`"


def test_every_object_is_valid() -> None:
    validation = pipeline.validate(ROOT)

    assert validation.problems == ()
    assert (validation.validated, validation.skipped) == (validation.objects, 0)
    assert validation.objects > 100


def test_the_backend_in_production(whole: Generated, snapshot: SnapshotAssertion) -> None:
    assert yamlio.dump_all(rendered(whole, ["production"])["production"]["backend"]) == snapshot


def test_what_differs_in_production(whole: Generated, snapshot: SnapshotAssertion) -> None:
    for service in ("backend", "frontend"):
        assert whole.files[f"charts/{service}/values/production.yaml"] == snapshot(name=service)


def test_production_has_no_chart_of_a_datastore_that_aws_runs(whole: Generated) -> None:
    assert sorted(rendered(whole, ["production"])["production"]) == [
        "backend",
        "frontend",
        "platform",
        "root",
        "routes",
    ]
    assert sorted({*rendered(whole, ["dev"])["dev"]} - {*rendered(whole, ["production"])["production"]}) == [
        "postgres",
        "redis",
    ]
