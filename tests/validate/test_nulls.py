"""`null` removes what a weaker layer says; where none says it, something else was meant."""

from __future__ import annotations

from tests.validate.shop import DEV, POSTGRES, fleet_of, said, shop


def idle(place: str, path: str, hint: str = "give it a value, such as `{}`, or remove the line") -> str:
    says = "which removes what a weaker layer says, and none says it"
    return f"{place}: null-removes-nothing: `{path}` is `null`, {says} | {hint}"


def test_a_need_without_a_value_is_no_need() -> None:
    assert said(api="needs:\n  db:\n", more={"config/services/db.yaml": POSTGRES}) == [
        idle("config/services/api.yaml:5:3", "needs.db")
    ]


def test_an_add_on_without_a_value_is_no_add_on() -> None:
    assert said(platform="addons:\n  loki:\n  alloy: {}\n") == [idle("config/platform.yaml:8:3", "addons.loki")]


def test_a_null_that_removes_a_key_which_is_not_there_may_be_misspelt() -> None:
    assert said(api="env: {LOG_LEVEL: debug}\n", dev="services: {api: {env: {LOG_LEVL: null}, prot: null}}\n") == [
        idle("environments/dev.yaml:4:24", "env.LOG_LEVL", "did you mean `LOG_LEVEL`?"),
        idle("environments/dev.yaml:4:41", "prot", "did you mean `port`?"),
    ]


def test_a_null_in_an_environment_removes_a_key_of_the_platform_only() -> None:
    assert said(platform="timeZone: Asia/Dhaka\n", dev="timeZone: null\nowner: null\n") == [
        idle("environments/dev.yaml:5:1", "owner")
    ]


def test_a_null_in_the_defaults_removes_nothing() -> None:
    assert said(platform="defaults: {web: {runAsUser: null}, worker: null}\n") == [
        idle("config/platform.yaml:7:18", "defaults.web.runAsUser"),
        idle("config/platform.yaml:7:36", "defaults.worker"),
    ]


def test_each_layer_removes_what_those_below_it_say() -> None:
    files = shop(
        platform="defaults: {web: {runAsUser: 5, env: {A: a, B: b}}}\n",
        api="runAsUser: null\nenv: {A: null, C: c}\n",
        dev="services: {api: {env: {B: null, C: null}}}\n",
    )

    service = fleet_of(files).services["dev"]["api"].model_dump()

    assert (service["run_as_user"], service["env"]) == (None, {})


def test_a_null_in_the_place_of_a_key_that_must_be_there_is_one_problem() -> None:
    assert said(more={"environments/dev.yaml": DEV.replace("dev.example.com", "null")}) == [
        "environments/dev.yaml:2:9: missing-key: `domain` is missing: `null` is no value | give it a value"
    ]


def test_nulls_are_not_told_where_the_platform_cannot_be_read() -> None:
    broken = {"config/platform.yaml": "name: [\n"}

    assert [problem.split(": ")[1] for problem in said(dev="timeZone: null\n", more=broken)] == ["yaml-syntax"]
