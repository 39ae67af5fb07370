"""Every file to be has one source."""

from __future__ import annotations

import pytest

from generator.errors import Also, InputError, Place, Problem
from generator.nouns import Artifact, Release
from generator.plan import plan


def artifact(path: str, source: str = "config/services/a.yaml") -> Artifact:
    return Artifact(path, source, text="")


def test_files_and_releases_are_sorted() -> None:
    releases = [
        Release("prod", "a", "shop", "charts/a"),
        Release("dev", "b", "shop", "x"),
        Release("dev", "a", "shop", "y"),
    ]

    found = plan([artifact("charts/b/Chart.yaml"), artifact("argocd/dev/root.yaml")], releases)

    assert list(found.artifacts) == [one.path for one in found] == ["argocd/dev/root.yaml", "charts/b/Chart.yaml"]
    assert [(release.environment, release.name) for release in found.releases] == [
        ("dev", "a"),
        ("dev", "b"),
        ("prod", "a"),
    ]


def test_two_claims_on_one_path_are_a_problem() -> None:
    claims = [
        artifact("x"),
        artifact("y"),
        artifact("x", "environments/dev.yaml"),
        artifact("y", "environments/dev.yaml"),
    ]

    with pytest.raises(InputError) as raised:
        plan(claims, [])

    assert raised.value.problems == tuple(
        Problem(
            code="path-claimed-twice",
            message=f"two sources would write `{path}`",
            place=Place("environments/dev.yaml"),
            also=(Also(Place("config/services/a.yaml"), "the other source"),),
            hint="rename one of the services",
        )
        for path in "xy"
    )


def test_an_empty_plan_is_a_plan() -> None:
    assert (list(plan([], [])), plan([], []).releases) == ([], ())
