"""Public applications that nobody wrote for us: each generates, and every object of every service is valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.tree import DiskTree
from tests.fleet.applications import application, compose, files, names, source

SHARED = {"platform", "root", "routes"}
"""What is deployed beside services."""


@pytest.mark.parametrize("name", names())
def test_it_generates_and_every_object_is_valid(name: str, tmp_path: Path) -> None:
    compose(name, tmp_path)

    assert pipeline.generate(tmp_path).problems == ()
    validation = pipeline.validate(tmp_path)

    assert validation.problems == ()
    assert (validation.validated, validation.skipped) == (validation.objects, 0)
    assert validation.objects > 20


@pytest.mark.parametrize("name", names())
def test_each_of_its_services_is_deployed(name: str, tmp_path: Path) -> None:
    compose(name, tmp_path)

    deployed = {release.name for release in pipeline.generated(DiskTree(tmp_path)).plan.releases}

    assert deployed - SHARED == {path.stem for path in files(name, "config/services")} - application(name).outside


@pytest.mark.parametrize("name", names())
def test_each_of_its_files_says_which_application_it_follows(name: str) -> None:
    said = {source(path)[1] for folder in ("config/services", "config/templates") for path in files(name, folder)}

    assert said == {application(name).repository}
