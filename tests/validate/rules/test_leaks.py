"""Files that are mounted hold no credentials."""

from __future__ import annotations

import pytest

from tests.validate.shop import said


@pytest.mark.parametrize(
    "content",
    ["-----BEGIN PRIVATE KEY-----\n", "url=postgres://shop:hunter2@db/shop\n", f"token: ghp_{'a' * 36}\n"],
)
def test_a_mounted_file_that_holds_a_credential_is_told_where_it_is_mounted(content: str) -> None:
    assert said(api="files: {/etc/app.conf: files/app.conf}\n", more={"config/files/app.conf": content}) == [
        "config/services/api.yaml:4:24: plain-secret: `config/files/app.conf` holds what looks like a key or a token | "
        "put it into the service's remote secret and mount it as `{secret: <key>}`; replace it, as git keeps it"
    ]


@pytest.mark.parametrize("content", ["-----BEGIN PUBLIC KEY-----\n", "url=postgres://shop:${PASSWORD}@db/shop\n"])
def test_a_file_without_one_is_fine(content: str) -> None:
    assert said(api="files: {/etc/app.conf: files/app.conf}\n", more={"config/files/app.conf": content}) == []


def test_a_variable_that_names_a_secret_is_told_where_it_stands_and_not_shown() -> None:
    assert said(api="env:\n  DB_PASSWORD: hunter22\n") == [
        "config/services/api.yaml:5:16: plain-secret: `env.DB_PASSWORD`: the variable names a secret, and its value is "
        "text that git keeps | put it into the service's remote secret and write `{secret: <key>}`; replace it, as git "
        "keeps it"
    ]


@pytest.mark.parametrize("api", ["args: [AKIAABCDABCDABCDABCD]\n", "description: AKIAABCDABCDABCDABCD\n"])
def test_a_credential_anywhere_else_is_not_shown(api: str) -> None:
    (line,) = said(api=api)

    assert "plain-secret: " in line
    assert "AKIA" not in line
