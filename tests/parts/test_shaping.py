"""An offer in the shape that its taker wants; what is secret in it stays where it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.value import From
from generator.parts.offers import Offer, Property, text
from generator.parts.shaping import location, shaped
from tests.repositories import POSTGRES, REDIS, SMTP, WEB, WORKER, charts, environment, over

PASSWORD = Property("db", "password", escaped=True)
URL = Offer(("postgresql://shop:", PASSWORD, "@db:5432/shop?sslmode=disable"))
PORTS = {"http": 8080, "rpc": {"port": 9000, "protocol": "grpc"}}


def values(value: dict[str, Any], **keywords: Any) -> dict[str, Any]:
    """The values of a service that takes one thing."""
    services = {
        "app": over(WEB, {"needs": {"db": {}, "cache": {}, "api": {}, "smtp": {}}, "env": {"X": value}}),
        "api": over({key: value for key, value in WEB.items() if key != "port"}, {"ports": PORTS}),
        "site": over(WEB, {"routes": {"main": {"host": "@", "path": "/shop"}}}),
        "db": POSTGRES,
        "cache": REDIS,
        "smtp": {**SMTP, "ports": {"smtp": 587, "tls": 465}},
        "back": WORKER,
    }
    return dict(charts(services, **keywords)["app"].values["dev"])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"from": "api.address", "scheme": "http", "path": "/v1"}, "http://api:8080/v1"),
        ({"from": "api.address", "port": "rpc"}, "api:9000"),
        ({"from": "api.port", "port": "rpc"}, "9000"),
        ({"from": "api.host", "scheme": "https"}, "https://api"),
        ({"from": "api.address", "scheme": "grpc", "port": "rpc"}, "grpc://api:9000"),
        ({"from": "smtp.address", "port": "tls", "scheme": "smtps"}, "smtps://smtp.example.com:465"),
        ({"from": "site.url", "path": "/callback"}, "https://shop.example.com/shop/callback"),
        ({"from": "site.domain", "scheme": "wss", "path": "/live"}, "wss://shop.example.com/live"),
        ({"from": "site.url", "query": {"a": "b c", "d": "é&"}}, "https://shop.example.com/shop?a=b%20c&d=%C3%A9%26"),
        ({"from": "cache.url", "database": "1"}, "redis://cache:6379/1"),
        ({"from": "db.address", "scheme": "jdbc:postgresql", "database": "shop"}, "jdbc:postgresql://db:5432/shop"),
    ],
)
def test_what_is_plain_stays_plain(value: dict[str, Any], written: str) -> None:
    found = values(value)

    assert found["env"] == {"X": written}
    assert "secrets" not in found


def test_a_url_with_a_secret_is_shaped_and_composed_in_the_cluster() -> None:
    url = {"from": "db.url", "scheme": "postgresql+psycopg2", "database": "shop", "query": {"sslmode": "require"}}

    assert values(url)["secrets"]["template"] == {
        "X": 'postgresql+psycopg2://shop:{{ .db_password | urlquery | replace "+" "%20" }}@db:5432/shop?sslmode=require'
    }


def test_an_empty_text_removes_a_parameter_and_the_others_stay() -> None:
    one = shaped(URL, From.model_validate({"from": "db.url", "query": {"sslmode": "", "b": "2", "a": "1"}}), {})
    other = shaped(URL, From.model_validate({"from": "db.url", "query": {"a": "1"}}), {})

    assert one.parts[-1] == "@db:5432/shop?a=1&b=2"
    assert other.parts[-1] == "@db:5432/shop?sslmode=disable&a=1"


def test_what_is_known_in_an_environment_alone_is_shaped_there() -> None:
    here = environment(services={"db": {"run": "rds", "rds": {}}})
    found = values({"from": "db.address", "scheme": "tcp"}, environments={"dev": here})

    assert found["env"] == {"X": "tcp://db.dev.shop.internal:5432"}


@pytest.mark.parametrize("what", ["a.example.com,b.example.com", "https://a,https://b", ""])
def test_what_is_no_address_is_left_as_it_is(what: str) -> None:
    assert location(text(what)) is None
    assert shaped(text(what), From.model_validate({"from": "a.domains", "scheme": "x"}), {}) == text(what)


@given(
    st.builds(
        lambda keys: {key: value for key, value in keys.items() if value is not None},
        st.fixed_dictionaries(
            {
                "scheme": st.sampled_from([None, "x", "a+b"]),
                "path": st.sampled_from([None, "/", "/v1", "/a/b/"]),
                "database": st.sampled_from([None, "b", "0"]),
                "query": st.none() | st.dictionaries(st.sampled_from("abc"), st.text(max_size=5), max_size=3),
            }
        ),
    )
)
def test_no_shape_moves_or_loses_a_secret(keys: dict[str, Any]) -> None:
    found = shaped(URL, From.model_validate({"from": "db.url", **keys}), {})

    assert found.secrets == (PASSWORD,)
    assert found.parts[0] == f"{keys.get('scheme', 'postgresql')}://shop:"
    assert str(found.parts[2]).startswith("@db:5432/")
    assert len(found.parts) == 3


def test_another_database_comes_with_its_owner() -> None:
    services = {
        "app": over(WEB, {"needs": {"db": {}}, "env": {"X": {"from": "db.url", "database": "b", "scheme": "x"}}}),
        "db": over(POSTGRES, {"databases": {"b": {"user": "other"}}}),
    }

    template = charts(services)["app"].values["dev"]["secrets"]["template"]["X"]

    assert template.startswith("x://other:{{ .db_other_password")
    assert template.endswith("@db:5432/b?sslmode=disable")
