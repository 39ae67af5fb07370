"""Public applications that nobody wrote for us: each generates, renders, and every object is valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from tests.fleet.applications import application, compose, files, names, source


@pytest.mark.parametrize("name", names())
def test_it_generates_and_every_object_is_valid(name: str, tmp_path: Path) -> None:
    compose(name, tmp_path)

    assert pipeline.generate(tmp_path).problems == ()
    validation = pipeline.validate(tmp_path)

    assert validation.problems == ()
    assert (validation.validated, validation.skipped) == (validation.objects, 0)
    assert validation.objects > 20


@pytest.mark.parametrize("name", names())
def test_every_service_of_it_runs_somewhere(name: str, tmp_path: Path) -> None:
    compose(name, tmp_path)

    printed = {one.release.name: one.documents for one in pipeline.render(tmp_path)}

    deployed = sum(count for kind, count in application(name).kinds.items() if kind != "external")
    assert all(printed.values())
    assert len(printed.keys() - {"platform", "root", "routes"}) == deployed


@pytest.mark.parametrize("name", names())
def test_each_of_its_files_says_which_application_it_follows(name: str) -> None:
    said = {source(path)[1] for folder in ("config/services", "config/templates") for path in files(name, folder)}

    assert said == {application(name).repository}
