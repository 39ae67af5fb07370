"""A finding in a rendered object is told at the input line behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.check import Finding
from generator.errors import Place, Problem
from generator.nodes import Branch, merge, plain
from generator.nouns import Release, Rendered
from generator.trace import problems
from generator.yamlio import parse

Body = dict[str, Any]
API = Release("dev", "api", "shop", "charts/api", ("values/dev.yaml",))
ROUTES = Release("dev", "routes", "shop", "argocd/dev/routes")


def finding(*path: str | int, release: Release = API, kind: str = "Deployment", name: str = "api") -> Finding:
    return Finding(
        release=release,
        origin="templates/deployment.yaml",
        kind=kind,
        namespace="shop",
        name=name,
        path=path,
        code="too-much",
        message="it is too much",
        hint="take less",
    )


def layers(
    *, service: str, overlay: str = "{}", environment: str = "domain: x\n", name: str = "dev"
) -> dict[tuple[str, str], Branch]:
    """A service in one environment."""
    trees = [parse(service.encode(), "config/services/api.yaml"), parse(overlay.encode(), f"environments/{name}.yaml")]
    return {(name, ""): parse(environment.encode(), f"environments/{name}.yaml"), (name, "api"): merge(trees)}


FIELDS = {True: {"annotations", "image", "kind", "labels", "memory", "ports"}, False: {"domain", "name", "team"}}
"""The keys that a service and an environment cannot have by another name."""


class Chart:
    """A chart in miniature: three values of the service, one of the environment, and what each was asked."""

    def __init__(self, trees: Mapping[tuple[str, str], Branch], *, largest: int = 1000) -> None:
        self.trees = trees
        self.largest = largest
        self.asked: list[tuple[str, str]] = []

    def objects(self, environment: str, trees: Mapping[tuple[str, str], Branch]) -> list[Body]:
        service, around = plain(trees[environment, "api"]), plain(trees[environment, ""])
        pod = {"memory": service["memory"], "image": f"{around['domain']}/{service['image']}", "root": False}
        labels = {"version": service["image"], "image": service["image"]}
        deployment = {"kind": "Deployment", "metadata": {"name": "api", "labels": labels}, "spec": {"pods": [pod]}}
        return [deployment, {"kind": "Service", "metadata": {"name": "api", "namespace": "shop"}, "spec": {"port": 80}}]

    def remade(self, key: tuple[str, str], tree: Branch, release: Release) -> list[Body] | None:
        """The objects with one tree changed; a memory that is too large, or another key, is no valid input."""
        self.asked.append(key)
        known = FIELDS[bool(key[1])] & plain(self.trees[key]).keys()
        if plain(tree).get("memory", 0) > self.largest or not known <= plain(tree).keys():
            return None
        return self.objects(key[0], {**self.trees, key: tree})

    def rendered(self, *releases: Release) -> list[Rendered]:
        return [
            Rendered(release, tuple(self.objects(release.environment, self.trees)), ("a", "b")) for release in releases
        ]


class Labels(Chart):
    """A chart with a label that is the last of the service's own."""

    def objects(self, environment: str, trees: Mapping[tuple[str, str], Branch]) -> list[Body]:
        labels = plain(trees[environment, "api"]).get("labels", {})
        chosen = next(reversed(labels.values()), "none")
        return [{"kind": "Deployment", "metadata": {"name": "api", "labels": {"chosen": chosen}}}]


def told(chart: Chart, *findings: Finding, releases: tuple[Release, ...] = (API,)) -> list[Problem]:
    return list(problems(findings, chart.rendered(*releases), chart.trees, chart.remade, lambda *_: None))


SERVICE = "kind: web\nmemory: 512\nimage: v1\n"


def test_a_finding_becomes_a_problem_at_the_line_that_made_the_value() -> None:
    assert told(Chart(layers(service=SERVICE)), finding("spec", "pods", 0, "memory")) == [
        Problem(
            code="too-much",
            message="it is too much (Deployment `api` of `api` in `dev`)",
            place=Place("config/services/api.yaml", 2, 9),
            hint="take less",
        )
    ]


def test_the_line_is_that_of_the_layer_which_set_the_value() -> None:
    (problem,) = told(Chart(layers(service=SERVICE, overlay="memory: 5\n")), finding("spec", "pods", 0, "memory"))

    assert problem.place == Place("environments/dev.yaml", 1, 9)


def test_of_two_leaves_in_one_value_the_one_is_told_that_moves_the_fewest_others() -> None:
    (problem,) = told(Chart(layers(service=SERVICE)), finding("spec", "pods", 0, "image"))

    assert problem.place == Place("environments/dev.yaml", 1, 9)


def test_a_value_that_is_not_there_is_behind_what_moves_its_parent() -> None:
    (problem,) = told(Chart(layers(service=SERVICE)), finding("metadata", "labels", "team"))

    assert problem.place == Place("config/services/api.yaml", 3, 8)


def test_a_value_that_nothing_moves_comes_with_the_kind_of_the_service() -> None:
    found = told(
        Chart(layers(service=SERVICE)), finding("spec", "pods", 0, "root"), finding("spec", "port", kind="Service")
    )

    assert {problem.place for problem in found} == {Place("config/services/api.yaml", 1, 7)}


def test_a_value_of_the_environment_that_nothing_moves_is_told_where_its_file_begins() -> None:
    found = finding("spec", "pods", 0, "root", release=ROUTES)

    (problem,) = told(Chart(layers(service=SERVICE)), found, releases=(ROUTES,))

    assert problem.place == Place("environments/dev.yaml")


def test_a_folder_of_the_environment_follows_from_every_service() -> None:
    found = finding("spec", "pods", 0, "memory", release=ROUTES)

    (problem,) = told(Chart(layers(service=SERVICE)), found, releases=(ROUTES,))

    assert problem.place == Place("config/services/api.yaml", 2, 9)


def test_another_value_is_tried_where_the_first_is_no_valid_input() -> None:
    (problem,) = told(Chart(layers(service=SERVICE), largest=512), finding("spec", "pods", 0, "memory"))

    assert problem.place == Place("config/services/api.yaml", 2, 9)


def test_a_leaf_of_which_no_other_value_is_valid_is_not_told() -> None:
    (problem,) = told(Chart(layers(service=SERVICE), largest=0), finding("spec", "pods", 0, "memory"))

    assert problem.place == Place("config/services/api.yaml", 1, 7)


@pytest.mark.parametrize("name", ["api", "other"])
def test_a_finding_about_an_object_that_is_not_there_is_told_all_the_same(name: str) -> None:
    (problem,) = told(Chart(layers(service=SERVICE)), finding("spec", kind="Ingress", name=name))

    assert problem.place == Place("config/services/api.yaml", 1, 7)


def test_each_leaf_is_changed_once_however_many_findings_there_are() -> None:
    once, often = Chart(layers(service=SERVICE)), Chart(layers(service=SERVICE))

    told(once, finding("spec", "pods", 0, "root"))
    told(often, *(finding("spec", "pods", 0, key) for key in ("memory", "image", "root")))

    assert often.asked == once.asked


def test_no_finding_asks_nothing() -> None:
    chart = Chart(layers(service=SERVICE))

    assert told(chart) == []
    assert chart.asked == []


def test_the_same_finding_in_another_environment_asks_the_leaf_that_was_behind_it() -> None:
    both = {**layers(service=SERVICE), **layers(service=SERVICE, overlay="memory: 5\n", name="prod")}
    chart = Chart(both)
    there = Release("prod", "api", "shop", "charts/api", ("values/prod.yaml",))
    path = ("spec", "pods", 0, "memory")

    found = told(chart, finding(*path), finding(*path, release=there), releases=(API, there))

    assert [problem.place for problem in found] == [
        Place("config/services/api.yaml", 2, 9),
        Place("environments/prod.yaml", 1, 9),
    ]
    assert [environment for environment, _ in chart.asked].count("prod") == 1


def test_a_leaf_that_the_other_environment_does_not_have_leads_to_its_own_file() -> None:
    there = Release("prod", "api", "shop", "charts/api", ("values/prod.yaml",))
    dev = layers(service="kind: web\nmemory: 5\nimage: v1\nlabels: {a: x}\n", overlay="team: a\n")
    chart = Labels({**dev, **layers(service=SERVICE, overlay="labels: {b: y}\n", name="prod")})
    path = ("metadata", "labels", "chosen")

    found = told(chart, finding(*path), finding(*path, release=there), releases=(API, there))

    assert [problem.place for problem in found] == [
        Place("config/services/api.yaml", 4, 13),
        Place("environments/prod.yaml", 1, 13),
    ]


def test_what_nothing_moves_in_one_environment_is_asked_of_anothers_own_file_only() -> None:
    both = {**layers(service=SERVICE), **layers(service=SERVICE, overlay="memory: 5\n", name="prod")}
    chart = Chart(both)
    there = Release("prod", "api", "shop", "charts/api", ("values/prod.yaml",))
    path = ("spec", "pods", 0, "root")

    found = told(chart, finding(*path), finding(*path, release=there), releases=(API, there))

    assert [problem.place for problem in found] == [Place("config/services/api.yaml", 1, 7)] * 2
    assert 0 < [environment for environment, _ in chart.asked].count("prod") < len(chart.asked) / 2


class Named(Chart):
    """A chart with the platform's name as its namespace, ports by name, and the annotations of the service."""

    def objects(self, environment: str, trees: Mapping[tuple[str, str], Branch]) -> list[Body]:
        service, name = plain(trees[environment, "api"]), plain(trees[environment, ""])["name"]
        metadata = {"name": "api", "namespace": name, "annotations": service.get("annotations", {})}
        ports = [{"name": port, "port": number} for port, number in service["ports"].items()]
        account = {"kind": "ServiceAccount", "metadata": {"name": "api", "namespace": name}}
        return [{"kind": "Service", "metadata": metadata, "spec": {"ports": ports}}, account]


def named(service: str, *path: str | int, kind: str = "Service") -> Place:
    """Where a finding at a path is told, in a release of the platform `shop`."""
    (problem,) = told(Named(layers(service=service, environment="name: shop\n")), finding(*path, kind=kind))
    return problem.place


def test_a_name_that_a_key_gives_is_told_at_the_key() -> None:
    assert named("kind: web\nports:\n  web: 80\n  rpc: 90\n", "spec", "ports", 1, "name") == Place(
        "config/services/api.yaml", 4, 3
    )


def test_an_entry_of_a_mapping_is_told_at_its_key() -> None:
    service = "kind: web\nannotations:\n  a.b/c: x\nports: {web: 80}\n"

    assert named(service, "metadata", "annotations", "a.b/c") == Place("config/services/api.yaml", 3, 3)


def test_what_moves_every_object_is_behind_nothing_else() -> None:
    service = "kind: web\nports: {web: 80}\n"

    assert named(service, "metadata", "labels", "team", kind="ServiceAccount") == Place(
        "config/services/api.yaml", 1, 7
    )
    assert named(service, "metadata", "namespace", kind="ServiceAccount") == Place("environments/dev.yaml", 1, 7)


def test_a_warning_stays_a_warning() -> None:
    warning = Finding(**{**vars(finding("spec", "pods")), "severity": "warning"})

    assert [problem.severity for problem in told(Chart(layers(service=SERVICE)), warning)] == ["warning"]
