"""Variables that say by their name what they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.container import Container
from generator.model.credential import names_a_secret


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DB_PASSWORD", "changeme"),
        ("PGPASSWORD", "hunter22"),
        ("dbPassword", "hunter22"),
        ("DB_PASS", "hunter22"),
        ("JWT_SECRET", "a long text"),
        ("SECRET_VALUE", "hunter22"),
        ("GITHUB_TOKEN", "12345678"),
        ("STRIPE_APIKEY", "abcdefgh"),
        ("ADMIN_API_KEY", "abcdefgh"),
        ("SIGNING_KEY", "0123456789abcdef0123456789abcdef"),
    ],
)
def test_a_variable_that_names_a_secret_holds_one(variable: str, value: str) -> None:
    assert names_a_secret(variable, value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("NODE_ENV", "production"),
        ("PGSSLMODE", "verify-full"),
        ("DB_PASSWORD", "short"),
        ("DB_PASSWORD", "$(OTHER_PASSWORD)"),
        ("TOKEN_URL", "https://auth.example.com/token"),
        ("TOKEN_ISSUER", "auth.example.com"),
        ("PASSWORD_MIN_LENGTH", "12"),
        ("PASSWORD_POLICY", "twelve-characters"),
        ("PASSWORD_FILE", "/run/secrets/password"),
        ("DB_PASSWORD", "/run/secrets/password"),
        ("REQUIRE_PASSWORD", "required"),
        ("MAX_TOKENS", "4096"),
        ("TOKENIZER", "whitespace"),
        ("CACHE_KEY", "products-by-category"),
        ("PUBLIC_KEY", "0123456789abcdef0123456789abcdef"),
        ("PWD", "/srv"),
        ("COMPASS", "north-east"),
    ],
)
def test_a_value_that_is_no_secret_is_taken_whatever_its_name(variable: str, value: str) -> None:
    assert not names_a_secret(variable, value)


def test_a_text_in_such_a_variable_is_refused_and_not_shown(refusals: Callable[..., list[tuple[Any, ...]]]) -> None:
    assert refusals(Container, {"env": {"DB_PASSWORD": "hunter22", "A": "x"}}) == [
        (
            (),
            "plain-secret",
            "the variable names a secret, and its value is text that git keeps",
            "put it into the service's remote secret and write `{secret: <key>}`; replace it, as git keeps it",
            ("env", "DB_PASSWORD"),
            (),
        )
    ]
    assert refusals(Container, {"env": {"DB_PASSWORD": {"secret": "password"}}}) == []
