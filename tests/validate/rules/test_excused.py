"""A text that looks like a secret and is none: the reason stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from tests.repositories import WEB, files, generated, over
from tests.validate.shop import said

KEY = f"rk_live_{'x' * 18}"


@pytest.mark.parametrize("value", ["postgres://app:app@db/app", KEY, "-----BEGIN PRIVATE KEY-----\\nmade up", "x" * 9])
def test_a_reason_beside_it_lets_it_pass(value: str) -> None:
    env = f'env:\n  APP_PASSWORD: {{value: "{value}", notSecret: "it is in every page"}}\n'

    assert said(api=env) == []


def test_it_reaches_the_config_map_as_it_stands() -> None:
    whole = generated(files({"app": over(WEB, {"env": {"API_KEY": {"value": KEY, "notSecret": "shown to all"}}})}))

    assert f"API_KEY: {KEY}\n" in whole.files["charts/app/values.yaml"]
    assert "shown to all" not in "".join(whole.files.values())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "{value: x, notSecret: y}",
            "waiver-idle: `env.TOKEN_X`: neither the variable nor its value looks like a secret",
        ),
        (f"{{value: {KEY}}}", "missing-key: `env.TOKEN_X.notSecret` is missing"),
        ("{notSecret: y}", "missing-key: `env.TOKEN_X.value` is missing"),
        (f'{{value: {KEY}, notSecret: ""}}', 'bad-text: `env.TOKEN_X.notSecret`: found `""`, expected a reason'),
        (f"{{value: {KEY}, notSecret: y, until: x}}", "unknown-key: there is no key `until` here"),
        ("{value: [x], notSecret: y}", "wrong-type: `env.TOKEN_X.value`: found a list, expected text"),
    ],
)
def test_a_reason_is_one_and_there_is_need_of_it(value: str, expected: str) -> None:
    found = said(api=f"env:\n  TOKEN_X: {value}\n")

    assert any(expected in line for line in found), found
    assert KEY not in str(found)


def test_the_key_elsewhere_in_the_file_is_told_all_the_same() -> None:
    env = f"env:\n  A: {{value: {KEY}, notSecret: y}}\n  # {KEY}\n"

    (found,) = said(api=env)

    assert found.startswith("config/services/api.yaml:6:5: plain-secret: found something that is not shown")


def test_each_is_listed_with_its_reason(tmp_path: Path) -> None:
    source = files({"app": over(WEB, {"env": {"API_KEY": {"value": KEY, "notSecret": "shown to all"}}})})
    for path, content in source.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    pipeline.generate(tmp_path)

    (found,) = pipeline.validate(tmp_path).exceptions

    assert (found.code, found.message) == ("not-secret", "`API_KEY` of `app` is no secret: shown to all")
