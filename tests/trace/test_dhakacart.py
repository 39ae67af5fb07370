"""From a finding in what DhakaCart renders back to the line that a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import check, output, pipeline
from generator.check import Finding
from generator.errors import Place
from generator.load import load
from generator.nodes import Leaf, child
from generator.trace.leaves import leaves, others, with_leaf
from generator.tree import DiskTree
from generator.validate import altered

ROOT = Path(__file__).parents[2]
CONTAINER = ("spec", "template", "spec", "containers", 0)


@pytest.mark.parametrize(
    ("release", "kind", "name", "path", "file", "keys"),
    [
        (
            "backend",
            "Deployment",
            "backend",
            (*CONTAINER, "resources", "limits", "memory"),
            "config/services/backend.yaml",
            ["resources", "limits", "memory"],
        ),
        (
            "frontend",
            "HorizontalPodAutoscaler",
            "frontend",
            ("spec", "minReplicas"),
            "environments/production.yaml",
            ["services", "frontend", "scaling", "min"],
        ),
        (
            "backend",
            "Deployment",
            "backend",
            (*CONTAINER, "securityContext", "allowPrivilegeEscalation"),
            "config/services/backend.yaml",
            ["kind"],
        ),
        (
            "routes",
            "Ingress",
            "dhakacart",
            ("spec", "rules", 0, "host"),
            "config/services/backend.yaml",
            ["routes", "api", "host"],
        ),
    ],
)
def test_a_finding_in_production_names_the_line_behind_it(
    release: str,
    kind: str,
    name: str,
    path: tuple[str | int, ...],
    file: str,
    keys: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = pipeline.generated(DiskTree(ROOT))
    (wanted,) = (one for one in whole.plan.releases if (one.environment, one.name) == ("production", release))
    found = Finding(
        release=wanted,
        origin="",
        kind=kind,
        namespace="dhakacart",
        name=name,
        path=path,
        code="odd",
        message="this is odd",
    )
    monkeypatch.setattr(
        check, "check", lambda here, kubernetes: (found,) if here[0].release.environment == "production" else ()
    )

    odd = [problem for problem in pipeline.validate(ROOT).problems if problem.code == "odd"]

    sources, _ = load(DiskTree(ROOT))
    trees = {
        sources.file_of[noun, key]: tree
        for noun, named in (("service", sources.services), ("environment", sources.environments))
        for key, tree in named.items()
    }
    node = child(trees[file], keys)
    assert node is not None
    assert [problem.place for problem in odd] == [node.place]
    assert odd[0].message == f"this is odd ({kind} `{name}` of `{release}` in `production`)"
    assert Place(file) <= odd[0].place


def test_a_leaf_that_is_changed_alone_never_makes_the_search_stumble() -> None:
    fleet = pipeline.generated(DiskTree(ROOT)).fleet
    made = 0
    for key, tree in fleet.layers.items():
        if key[0] != "production":
            continue
        for path in leaves(tree):
            leaf = child(tree, path)
            assert isinstance(leaf, Leaf)
            for value in others(leaf.value)[-1:]:  # the oddest one: names that lead nowhere
                changed = altered(fleet, key, with_leaf(tree, path, Leaf(value, leaf.place)))
                made += bool(changed is not None and output.deployment(changed).artifacts)

    assert made > 50
