"""Which parts of a line are, or look like, secrets."""

from __future__ import annotations

import time

import pytest

from generator.console.veil import veil
from generator.model.leak import leaks

HIDDEN = [
    ("DB_PASSWORD: hunter2  # comment", "DB_PASSWORD: [not shown]  # comment"),
    ("export TOKEN=abc def", "export TOKEN=[not shown]"),
    ('env: {DB_PASSWORD: hunter2, MODE: fast, "API_TOKEN": "x,y}z"}', None),
    ("- name: DB_PASSWORD\n  value: hunter2", "- name: DB_PASSWORD\n  value: [not shown]"),
    ("[{name: x, env: [{name: API_TOKEN, value: abc}]}]", "[{name: x, env: [{name: API_TOKEN, value: [not shown]}]}]"),
    ("postgres://app:hunter2@db/x", "postgres://[not shown]@db/x"),
    ("found `postgres://u:hunterlong…`", "found `postgres://[not shown]…`"),
    ("DB_PASSWORD: |\n  hunter2\n  more\n\nnext: 1", "DB_PASSWORD: |\n  [not shown]\n  [not shown]\n\nnext: 1"),
    ("x AKIAABCDABCDABCDABCD ghp_aaaaaaaaaaaa y", "x [not shown] [not shown] y"),
    ("command: [run, --password=hunter2, --x]", "command: [run, --password=[not shown], --x]"),
    (
        "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nx: 1",
        "-----BEGIN RSA PRIVATE KEY-----\n[not shown]\n-----END RSA PRIVATE KEY-----\nx: 1",
    ),
]
SHOWN = [
    "password: {secret: db-password}",
    "x: {secret: api-token-long}",
    "http://localhost:8080/x redis://h:6379",
    "PASSWORD_FILE: /run/x",
    "`env.DB_PASSWORD`: the variable names a secret, and its value is text",
    "secretKey: DB_PASSWORD",
    "tokens: 4096",
    "password: true",
    "image: docker.io/x:v1@sha256:aaaa",
    "DB_PASSWORD: $(OTHER)",
    "API_TOKEN: {from: x.token}",
]


@pytest.mark.parametrize(("text", "expected"), HIDDEN)
def test_what_is_one_is_hidden_and_all_else_stays(text: str, expected: str | None) -> None:
    wanted = 'env: {DB_PASSWORD: [not shown], MODE: fast, "API_TOKEN": [not shown]}' if expected is None else expected

    assert veil(text) == wanted
    assert veil(wanted) == wanted


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_none_is_shown(text: str) -> None:
    assert veil(text) == text


LONG = ["password:" * 9_000, "name: x " * 9_000, "://" * 50_000, "a" * 200_000, "= " * 99_000]


@pytest.mark.parametrize("text", LONG)
def test_a_long_line_is_read_at_once(text: str) -> None:
    start = time.monotonic()

    veil(text)

    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# ghp_" + "a" * 36, "f.yaml:1:3"),
        ("a: 1\nAKIAABCDABCDABCDABCD: 1\n", "f.yaml:2:1"),
        ("x: y  # postgres://app:hunter2@db", "f.yaml:1:16"),
        ("-----BEGIN PRIVATE KEY-----", "f.yaml:1:1"),
    ],
)
def test_a_key_or_a_token_is_found_anywhere_in_a_file(text: str, place: str) -> None:
    (found,) = leaks(text.encode(), "f.yaml")

    assert (str(found.place), found.code) == (place, "plain-secret")
    assert found.message == "found something that is not shown, expected no secret: it looks like a key or a token"
    assert found.hint == "put it into the service's remote secret, and replace it, as git keeps it"


def test_what_only_sounds_like_one_is_none() -> None:
    assert leaks(b"a: ops@example.com\nb: https://x/y@z\nc: git@host:x\nd: image@sha256:ab\n", "f.yaml") == []
