"""Edges lead to services that there are, and in no circle."""

from __future__ import annotations

from tests.validate.shop import API, POSTGRES, PROD, said

HINT = "give one of the edges `order: false`, or remove it: a public address needs none (`{from: service.url}`)"


def services(**needs: str) -> dict[str, str]:
    return {f"config/services/{name}.yaml": f"{API}needs: {{{needed}}}\n" for name, needed in needs.items()}


def test_who_is_needed_is_there() -> None:
    needs = "needs:\n  dbb: {}\n  qqqq: {}\n  intrnet: {}\n"

    assert said(api=needs, more={"config/services/db.yaml": POSTGRES}) == [
        "config/services/api.yaml:5:3: unknown-service: there is no service `dbb` | did you mean `db`?",
        "config/services/api.yaml:6:3: unknown-service: there is no service `qqqq`"
        " | add `config/services/qqqq.yaml`, or remove this",
        "config/services/api.yaml:7:3: unknown-service: there is no service `intrnet` | did you mean `internet`?",
    ]


def test_a_service_and_the_internet_may_be_needed() -> None:
    needs = "needs: {db: {}, internet: {ports: [443]}}\n"

    assert said(api=needs, more={"config/services/db.yaml": POSTGRES}) == []


def test_a_circle_is_told_once_with_each_of_its_edges() -> None:
    assert said(api="needs:\n  b: {}\n", more=services(b="c: {}", c="api: {}")) == [
        "config/services/api.yaml:5:3: needs-cycle: these need each other in a circle: `api` → `b` → `c` → `api`"
        f" | {HINT} | config/services/b.yaml:4:9 `b` needs `c` | config/services/c.yaml:4:9 `c` needs `api`"
    ]


def test_a_circle_that_an_environment_closes_names_its_line() -> None:
    more = {**services(b=""), "environments/prod.yaml": PROD}

    assert said(api="needs: {b: {}}\n", dev="services:\n  b:\n    needs: {api: {}}\n", more=more) == [
        "config/services/api.yaml:4:9: needs-cycle: these need each other in a circle: `api` → `b` → `api`"
        f" | {HINT} | environments/dev.yaml:6:13 `b` needs `api`"
    ]


def test_a_service_that_needs_itself_is_a_circle() -> None:
    assert said(api="needs: {api: {}}\n") == [
        f"config/services/api.yaml:4:9: needs-cycle: these need each other in a circle: `api` → `api` | {HINT}"
    ]


def test_an_edge_without_an_order_closes_no_circle() -> None:
    assert said(api="needs: {b: {}, api: {order: false}}\n", more=services(b="api: {order: false}")) == []


def test_an_environment_may_ask_for_the_order_after_all() -> None:
    more = services(b="api: {order: false}")

    assert said(api="needs: {b: {}}\n", dev="services: {b: {needs: {api: {order: true}}}}\n", more=more) == [
        "config/services/api.yaml:4:9: needs-cycle: these need each other in a circle: `api` → `b` → `api`"
        f" | {HINT} | environments/dev.yaml:4:24 `b` needs `api`"
    ]


def test_two_ways_to_one_service_are_no_circle() -> None:
    assert said(api="needs: {b: {}, c: {}}\n", more=services(b="c: {}", c="")) == []
