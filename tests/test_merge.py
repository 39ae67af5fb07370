"""Which layers there are, and in which order: defaults, service, environment; and platform, environment."""

from __future__ import annotations

from typing import Any

from generator.load import load
from generator.merge import layered
from generator.nodes import locate, plain
from generator.nouns import Layers
from generator.tree import MemoryTree


def layers(**texts: str) -> Layers:
    """The layers of a platform, services `api` and `job`, and environments `dev` and `prod`."""
    paths = {"platform": "config/platform.yaml", "api": "config/services/api.yaml", "job": "config/services/job.yaml"}
    files = {paths.get(name, f"environments/{name}.yaml"): text.encode() for name, text in texts.items()}
    sources, problems = load(MemoryTree(files))
    assert problems == ()
    return layered(sources)


def data(found: Layers) -> dict[tuple[str, str], Any]:
    return {key: plain(tree) for key, tree in found.items()}


def test_a_service_is_laid_over_the_defaults_of_its_kind_and_an_environment_over_both() -> None:
    found = layers(
        platform="defaults: {web: {a: default, b: default, c: default}, worker: {a: worker}}\n",
        api="kind: web\nb: service\nc: service\n",
        dev="services: {api: {c: environment}}\n",
    )

    assert data(found)["", "api"] == {"kind": "web", "a": "default", "b": "service", "c": "service"}
    assert data(found)["dev", "api"] == {"kind": "web", "a": "default", "b": "service", "c": "environment"}
    assert [locate(found["dev", "api"], [key]).file for key in "abc"] == [
        "config/platform.yaml",
        "config/services/api.yaml",
        "environments/dev.yaml",
    ]


def test_an_environment_is_laid_over_the_platform_without_defaults_and_services() -> None:
    found = layers(
        platform="name: shop\nkubernetes: '1.36'\ndefaults: {web: {a: 1}}\n",
        api="kind: web\n",
        dev="kubernetes: '1.37'\nservices: {api: {a: 2}}\n",
    )

    assert data(found)["dev", ""] == {"name": "shop", "kubernetes": "1.37"}


def test_each_environment_has_each_service_and_none_of_another_environment() -> None:
    found = layers(
        platform="name: shop\n",
        api="kind: web\n",
        job="kind: cronjob\n",
        dev="services: {api: {a: 1}}\n",
        prod="b: 1\n",
    )

    assert data(found) == {
        ("dev", ""): {"name": "shop"},
        ("dev", "api"): {"kind": "web", "a": 1},
        ("dev", "job"): {"kind": "cronjob"},
        ("prod", ""): {"name": "shop", "b": 1},
        ("prod", "api"): {"kind": "web"},
        ("prod", "job"): {"kind": "cronjob"},
        ("", "api"): {"kind": "web"},
        ("", "job"): {"kind": "cronjob"},
    }


def test_a_null_removes_from_every_weaker_layer() -> None:
    found = layers(
        platform="owner: {team: x}\ndefaults: {web: {a: 1, b: 1}}\n",
        api="kind: web\na: null\nc: 1\n",
        dev="owner: null\nservices: {api: {b: null, c: null}}\n",
    )

    assert data(found)["dev", ""] == {}
    assert data(found)["", "api"] == {"kind": "web", "b": 1, "c": 1}
    assert data(found)["dev", "api"] == {"kind": "web"}


def test_no_other_layer_says_the_kind_of_a_service() -> None:
    found = layers(
        platform="defaults: {web: {kind: worker}}\n",
        api="kind: web\n",
        dev="services: {api: {kind: cronjob}}\n",
        prod="services: {api: {kind: null}}\n",
    )

    assert {plain(tree)["kind"] for (_, name), tree in found.items() if name} == {"web"}


def test_layers_of_another_type_are_passed_over() -> None:
    found = layers(
        platform="defaults: 3\n", api="kind: web\n", job="a: 1\n", dev="services: [api]\n", prod="services: {api: 3}\n"
    )

    assert data(found)["dev", "api"] == data(found)["prod", "api"] == {"kind": "web"}
    assert data(found)["prod", "job"] == {"a": 1}


def test_a_service_that_an_environment_does_not_mention_is_shared() -> None:
    found = layers(
        platform="name: shop\n", api="kind: web\na: {b: 1}\n", dev="x: 1\n", prod="services: {api: {c: 1}}\n"
    )

    assert found["dev", "api"] is found["", "api"]
    assert found["prod", "api"].children["a"] is found["", "api"].children["a"]


def test_a_template_lies_between_the_defaults_and_the_service_as_the_environment_has_it() -> None:
    paths = {
        "config/platform.yaml": "defaults: {web: {a: default, b: default, c: default, d: default, e: default}}\n",
        "config/templates/t.yaml": "kind: worker\nextends: base\nb: t\nc: t\nd: t\n",
        "config/templates/base.yaml": "e: base\nf: base\n",
        "config/services/api.yaml": "kind: web\nextends: t\nc: service\nd: service\n",
        "environments/dev.yaml": "templates: {t: {b: here, c: here}, base: {f: null}}\nservices: {api: {d: own}}\n",
        "environments/prod.yaml": "templates: {}\n",
    }
    sources, problems = load(MemoryTree({path: text.encode() for path, text in paths.items()}))
    found = data(layered(sources))
    alone = {"kind": "web", "extends": "t", "a": "default", "b": "t", "c": "service", "d": "service", "e": "base"}

    assert problems == ()
    assert found["", "api"] == found["prod", "api"] == {**alone, "f": "base"}
    assert found["dev", "api"] == {**alone, "b": "here", "d": "own"}
    assert locate(layered(sources)["dev", "api"], ["b"]).file == "environments/dev.yaml"
    assert locate(layered(sources)["prod", "api"], ["b"]).file == "config/templates/t.yaml"
