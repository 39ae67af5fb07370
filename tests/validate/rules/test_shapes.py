"""The shape of what is taken: each key goes with it, and names what there is."""

from __future__ import annotations

import pytest

from tests.validate.shop import API, POSTGRES, said

REDIS = 'kind: redis\nversion: "7"\ninCluster: {storage: 1Gi}\n'
BACK = API.replace("port: 8080\n", "ports: {http: 8080, rpc: 9000}\n")
SITE = f'{API}routes: {{main: {{host: "@"}}}}\n'
MORE = {f"config/services/{name}.yaml": text for name, text in [("db", POSTGRES), ("cache", REDIS), ("back", BACK)]}
MORE["config/services/site.yaml"] = SITE


def told(value: str) -> list[str]:
    return said(api=f"needs: {{db: {{}}, cache: {{}}, back: {{}}}}\nenv: {{X: {{{value}}}}}\n", more=MORE)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (
            "from: db.user, scheme: x",
            "bad-shape: `db.user` is neither a URL nor an address, and takes no `scheme`"
            " | take `db.url`, or remove `scheme`",
        ),
        (
            "from: back.port, scheme: http",
            "bad-shape: `back.port` is a number, and takes no `scheme` | take `back.address`, or remove `scheme`",
        ),
        (
            "from: site.domains, path: /x",
            "bad-shape: `site.domains` is neither a URL nor an address, and takes no `path`"
            " | take `site.url`, or remove `path`",
        ),
        (
            "from: back.host, port: rpc",
            "bad-shape: `back.host` has no port to choose | take `back.address`, or remove `port`",
        ),
        (
            "from: site.url, port: http",
            "bad-shape: `site.url` is a public address, which has no port to choose | remove `port`",
        ),
        ("from: back.address, port: rpcs", "unknown-port: `back` has no port `rpcs` | did you mean `rpc`?"),
        (
            "from: back.address, port: qqqq",
            "unknown-port: `back` has no port `qqqq` | its ports are `http` and `rpc`",
        ),
        (
            "from: db.address, port: qqqq",
            "unknown-port: `db` has no port `qqqq` | remove `port`: it has one port",
        ),
        (
            "from: back.address, path: /v1",
            "bad-shape: `path` goes with a URL, and `back.address` is none | add `scheme: http`, or remove `path`",
        ),
        (
            "from: db.url, path: /v1",
            "bad-shape: `path` would stand after the name of the database | write the database as `database`",
        ),
        (
            "from: db.url, database: shop, path: /v1",
            "bad-shape: `path` would stand after the name of the database | remove `path`",
        ),
        (
            "from: site.url, database: x",
            "bad-shape: `site.url` is a public address, which names no database | write it as `path`",
        ),
        ("from: db.url, database: shpo", "unknown-database: `db` has no database `shpo` | did you mean `shop`?"),
        ("from: db.url, database: other", "unknown-database: `db` has no database `other` | it has `shop`"),
        (
            "from: cache.url, database: x",
            'bad-shape: a database of Redis is a number | write it as one, such as `"1"`',
        ),
        (
            "from: back.address, scheme: http://",
            "bad-scheme: `env.X.scheme`: found `http://`, expected the scheme of a URL such as `https` or "
            "`postgresql+psycopg2` | did you mean `http`?",
        ),
        (
            "from: db.url, query: {sslmode: require, 1 x: y}",
            "bad-name: `env.X.query.1 x`: found `1 x`, expected the name of a parameter: letters, digits, `_`, "
            "`.` and `-`",
        ),
    ],
)
def test_a_shape_that_does_not_go_with_it_is_told(value: str, problem: str) -> None:
    (found,) = told(value)

    assert found.partition(": ")[2] == problem


@pytest.mark.parametrize(
    "value",
    [
        "from: db.url, scheme: postgresql+psycopg2, database: shop, query: {sslmode: require}",
        "from: back.address, scheme: http, port: rpc, path: /v1",
        'from: cache.url, database: "1"',
        "from: site.domain, scheme: wss, path: /live",
        "from: api.address, scheme: http",
    ],
)
def test_a_shape_that_goes_with_it_is_fine(value: str) -> None:
    assert told(value) == []


def test_a_database_that_exists_elsewhere_may_have_others() -> None:
    dev = "services: {db: {run: external, external: {host: db.example.com}}}\n"
    api = "needs: {db: {}}\nenv: {X: {from: db.url, database: other}}\n"

    assert said(api=api, dev=dev, more=MORE) == []


def test_the_place_is_the_keys_value() -> None:
    assert told("from: back.address, port: rpcs") == [
        "config/services/api.yaml:5:37: unknown-port: `back` has no port `rpcs` | did you mean `rpc`?"
    ]
