"""Settings of a program: texts, numbers and truths as the program reads them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.redis.model import Redis
from generator.model.scalar import Scalar
from generator.model.setting import Setting

Refusals = Callable[..., list[tuple[Any, ...]]]
WORDS = Setting(true="on", false="off")
REDIS = {"kind": "redis", "version": "7", "inCluster": {"storage": "1Gi"}}


@pytest.mark.parametrize(
    ("value", "text"), [(True, "on"), (False, "off"), (200, "200"), (1.1, "1.1"), ("256MB", "256MB"), ("", "")]
)
def test_a_setting_is_written_as_the_program_reads_it(value: Any, text: str) -> None:
    assert WORDS.validate(value) == text


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (["a"], ("wrong-type", "found a list, expected a text, a number, `true` or `false`", "")),
        (
            "x --port 1",
            ("bad-setting", "found `x --port 1`, expected a text of one line, no word of it beginning with `--`", ""),
        ),
    ],
)
def test_a_setting_is_one_value(said: Callable[[Scalar, Any], Any], value: Any, error: tuple[str, str, str]) -> None:
    assert said(WORDS, value) == error


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("save", "remove it: `inCluster.persistence` says this"),
        ("requirepass", "write `password: true`"),
        ("port", "remove it: the generator says this"),
        ("tls-port", "remove it: the cluster's own Redis speaks no TLS"),
    ],
)
def test_what_is_said_elsewhere_is_no_setting_of_redis(refusals: Refusals, name: str, hint: str) -> None:
    message = (
        f"found `{name}`, expected the name of a setting of redis.conf such as `maxmemory-policy`, "
        "none that is said elsewhere"
    )

    assert refusals(Redis, {**REDIS, "config": {name: "x"}}) == [
        (("config", name), "bad-setting", message, hint, (), ())
    ]


def test_an_engine_has_its_own_versions(refusals: Refusals) -> None:
    message = "found `9`, expected a version of Redis: `7`, `8`"

    assert refusals(Redis, {**REDIS, "version": "9"}) == [((), "bad-version", message, "", ("version",), ("engine",))]
    assert refusals(Redis, {**REDIS, "version": "9", "engine": "valkey"}) == []


def test_elasticache_has_no_password_in_the_open(refusals: Refusals) -> None:
    managed = {**REDIS, "run": "elasticache", "password": True}
    message = "ElastiCache asks for a password only where it is encrypted on the way"

    assert refusals(Redis, {**managed, "elasticache": {}}) == [
        ((), "password-without-tls", message, "add `tls: true` to `elasticache`", ("password",), ())
    ]
    assert refusals(Redis, {**managed, "elasticache": {"tls": True}}) == []
