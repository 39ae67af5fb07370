"""What a person may write for `postgres`, beyond one value alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.postgres.model import Postgres

Refusals = Callable[..., list[tuple[Any, ...]]]


def postgres(**keys: Any) -> dict[str, Any]:
    return {"kind": "postgres", "version": "17", **keys}


def test_it_has_a_database_with_a_user(refusals: Refusals) -> None:
    assert refusals(Postgres, postgres()) == [
        ((), "missing-key", "`database` is missing", "add `database:`, or several under `databases:`", (), ())
    ]
    assert refusals(Postgres, postgres(database="shop")) == [
        ((), "missing-key", "the database `shop` has no user", "add `user:`", (), ())
    ]
    assert refusals(Postgres, postgres(databases={"a": {}, "b": {"user": "b"}})) == [
        ((), "missing-key", "the database `a` has no user", "add `user:`", ("databases",), ())
    ]


@pytest.mark.parametrize("name", ["port", "ssl", "ssl_cert_file", "listen_addresses"])
def test_what_the_generator_says_is_no_parameter(refusals: Refusals, name: str) -> None:
    message = f"found `{name}`, expected a parameter of postgresql.conf such as `max_connections`, none that the "

    assert refusals(Postgres, postgres(database="a", user="a", parameters={name: "x"})) == [
        (
            ("parameters", name),
            "bad-setting",
            f"{message}generator says itself",
            "remove it: the generator says this",
            (),
            (),
        )
    ]
