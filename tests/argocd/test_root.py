"""Root: reads projects/ and apps/ of its folder, and nothing else."""

from __future__ import annotations

import re

import pytest

from generator.argocd.root import INCLUDE, root


def test_root_yaml_holds_roots_project_and_root(make):
    assert [(item["kind"], item["metadata"]["name"]) for item in root(make())] == [
        ("AppProject", "shop-dev-root"),
        ("Application", "root-dev"),
    ]


def test_root_reads_its_folder_and_retries_for_ever(make):
    application = root(make())[1]

    assert application["metadata"] == {
        "name": "root-dev",
        "namespace": "argocd",
        "annotations": {"argocd.argoproj.io/manifest-generate-paths": "projects;apps"},
    }
    assert application["spec"] == {
        "project": "shop-dev-root",
        "source": {
            "repoURL": "https://git.example.com/shop/gitops.git",
            "targetRevision": "main",
            "path": "argocd/dev",
            "directory": {"recurse": True, "include": "{projects/*,apps/*}"},
        },
        "destination": {"server": "https://kubernetes.default.svc", "namespace": "argocd"},
        "syncPolicy": {
            "automated": {"prune": True, "selfHeal": True},
            "syncOptions": ["FailOnSharedResource=true"],
            "retry": {
                "limit": -1,
                "backoff": {"duration": "10s", "factor": 2, "maxDuration": "3m"},
                "refresh": True,
            },
        },
        "revisionHistoryLimit": 5,
    }


def test_root_follows_the_repository_so_that_a_pin_can_move(make):
    application = root(make(revision="v1.2.3"))[1]

    assert application["spec"]["source"]["targetRevision"] == "main"


def as_gobwas(pattern: str) -> re.Pattern[str]:
    """A pattern of alternatives and stars as github.com/gobwas/glob reads it without separators: `*` is any text."""
    text = re.escape(pattern).replace(r"\{", "(").replace(r"\}", ")").replace(",", "|").replace(r"\*", ".*")
    return re.compile(text, re.DOTALL)


@pytest.mark.parametrize(
    ("path", "is_read"),
    [
        ("projects/services.yaml", True),
        ("apps/backend.yaml", True),
        ("root.yaml", False),
        ("settings/values.yaml", False),
        ("platform/namespace.yaml", False),
        ("routes/ingress.yaml", False),
        ("addons/loki/apps/rules.yaml", False),
        ("addons/projects/x.yaml", False),
    ],
)
def test_the_pattern_is_anchored_so_only_two_folders_are_read(path: str, is_read: bool):
    assert (as_gobwas(INCLUDE).fullmatch(path) is not None) is is_read
