from __future__ import annotations

from typing import Any

import pytest

from generator.revisions.directory import read_by_argo
from generator.revisions.source import Source, same_repository, source

HERE = "https://git.example.com/shop/gitops.git"
PATHS = [
    "argocd/dev/a.yaml",
    "argocd/dev/apps/b.yaml",
    "argocd/dev/apps/c.json",
    "argocd/dev/apps/d.md",
    "argocd/dev/projects/e.yml",
]


def application(**keys: Any) -> dict[str, Any]:
    own = {"repoURL": HERE, "targetRevision": "main", "path": "charts/api", **keys}
    return {"metadata": {"name": "api-dev"}, "spec": {"source": own, "destination": {"namespace": "shop"}}}


def test_a_chart_of_this_repository_is_read_with_its_values() -> None:
    helm = {"releaseName": "api", "valueFiles": ["values/dev.yaml", "../shared.yaml"]}

    assert source(application(helm=helm), HERE) == Source(
        path="charts/api",
        revision="main",
        name="api",
        namespace="shop",
        application="api-dev",
        values=("charts/api/values/dev.yaml", "charts/shared.yaml"),
    )


def test_without_a_release_name_helm_calls_the_release_like_the_application() -> None:
    found = source(application(), HERE)

    assert isinstance(found, Source)
    assert found.name == "api-dev"


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"chart": "redis", "targetRevision": "1.2.3", "path": None}, f"chart `redis` 1.2.3 of `{HERE}` is remote"),
        ({"repoURL": "https://else.example.com/x"}, "it lies in another repository, `https://else.example.com/x`"),
        ({"plugin": {"name": "x"}}, "it is rendered by a plugin"),
        ({"kustomize": {"images": []}}, "it is rendered by Kustomize"),
        ({"helm": {"parameters": [{"name": "a", "value": "b"}]}}, "it sets single values by `helm.parameters`"),
        ({"helm": {"values": "a: b"}}, "it has values as text, `helm.values`"),
        ({"helm": {"valueFiles": ["$other/a.yaml"]}}, "its values lie elsewhere, in `$other/a.yaml`"),
    ],
)
def test_what_is_not_to_be_seen_from_here_says_why(keys: dict[str, Any], why: str) -> None:
    assert source(application(**keys), HERE) == why


def test_several_sources_are_told_and_one_in_a_list_is_read() -> None:
    one = application()
    own = one["spec"].pop("source")

    assert source({**one, "spec": {**one["spec"], "sources": [own, own]}}, HERE) == (
        "it has 2 sources, and `diff` reads one"
    )
    assert isinstance(source({**one, "spec": {**one["spec"], "sources": [own]}}, HERE), Source)


@pytest.mark.parametrize("manifest", [{}, {"spec": None}, {"spec": {"source": "x", "destination": []}}])
def test_a_manifest_that_says_nothing_is_no_crash(manifest: dict[str, Any]) -> None:
    assert isinstance(source(manifest, ""), Source)


def test_an_address_is_the_same_with_and_without_its_ending() -> None:
    assert same_repository(HERE, "https://GIT.example.com/shop/gitops/")
    assert not same_repository(HERE, "https://git.example.com/shop/other.git")


@pytest.mark.parametrize(
    ("options", "read"),
    [
        ({}, [0]),
        ({"recurse": True}, [0, 1, 2, 4]),
        ({"recurse": True, "include": "{projects/*,apps/*}"}, [1, 2, 4]),
        ({"recurse": True, "exclude": "*.json"}, [0, 1, 4]),
        ({"recurse": True, "include": "*", "exclude": "apps/?.yaml"}, [0, 2, 4]),
        ({"recurse": True, "include": "[!a]*"}, [4]),
        ({"recurse": True, "include": "{open"}, []),
        ({"recurse": True, "include": "\\*"}, []),
    ],
)
def test_a_folder_is_read_by_the_patterns_of_argo_cd(options: dict[str, Any], read: list[int]) -> None:
    assert read_by_argo(PATHS, "argocd/dev", options) == [PATHS[number] for number in read]
