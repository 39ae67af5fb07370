"""A service's kind is what its own file says, and nothing else."""

from __future__ import annotations

import pytest

from generator.kinds import KINDS as REGISTER
from generator.nodes import plain
from tests.kind_examples import example, text
from tests.validate.shop import API, PROD, fleet_of, said, shop

KINDS = "`web`, `worker`, `cronjob`, `stateful`, `postgres`, `redis` or `external`"
SERVICE = "config/services/api.yaml"


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("", f"1:1: missing-key: `kind` is missing | add `kind:` and one of {KINDS}"),
        ("kimd: web", "2:1: unknown-key: there is no key `kimd` here | did you mean `kind`?"),
        ("kind: webb", "2:7: unknown-service-kind: there is no kind `webb` | did you mean `web`?"),
        (
            "kind: qqqq",
            "2:7: unknown-service-kind: there is no kind `qqqq`"
            " | the kinds are `web`, `worker`, `cronjob`, `stateful`, `postgres`, `redis` and `external`",
        ),
        ("kind: 3", f"2:7: wrong-type: `kind`: found the number `3`, expected {KINDS}"),
        ("kind: true", f"2:7: wrong-type: `kind`: found `true`, expected {KINDS}"),
        ("kind: null", f"2:7: wrong-type: `kind`: found nothing, expected {KINDS}"),
        ("kind: [web]", f"2:7: wrong-type: `kind`: found a list, expected {KINDS}"),
        ("kind: {web: 1}", f"2:7: wrong-type: `kind`: found a mapping, expected {KINDS}"),
    ],
)
def test_a_kind_that_there_is_not_is_told_once(kind: str, problem: str) -> None:
    text = f"description: x\n{kind}\n{API.removeprefix('kind: web')}"

    assert said(more={SERVICE: text, "environments/prod.yaml": PROD}) == [f"{SERVICE}:{problem}"]


def test_an_environment_cannot_change_a_kind() -> None:
    assert said(dev="services:\n  api:\n    kind: worker\n") == [
        "environments/dev.yaml:6:5: kind-in-environment: an environment cannot change the kind of `api`"
        " | remove this line: the kind stands in `config/services/api.yaml`"
    ]
    assert said(dev="services: {api: {kind: null}}\n") == [
        "environments/dev.yaml:4:18: kind-in-environment: an environment cannot change the kind of `api`"
        " | remove this line: the kind stands in `config/services/api.yaml`"
    ]


def test_defaults_cannot_say_a_kind() -> None:
    assert said(platform="defaults:\n  web:\n    kind: worker\n") == [
        "config/platform.yaml:9:5: kind-in-defaults: the defaults of `web` cannot say a kind | remove this line"
    ]


def test_defaults_are_those_of_the_kind() -> None:
    defaults = "defaults: {web: {runAsUser: 5}, worker: {runAsUser: 7}}\n"

    assert fleet_of(shop(platform=defaults)).services["dev"]["api"].model_dump()["run_as_user"] == 5


@pytest.mark.parametrize("kind", REGISTER)
def test_the_example_of_a_kind_is_a_whole_service(kind: str) -> None:
    listed = "registries: [docker.io/acme, docker.io/library]\n"

    assert said(dev=listed, more={"config/services/example.yaml": text(kind)}) == []
    assert plain(example(kind))["kind"] == kind
