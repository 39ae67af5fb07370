"""What a service takes from another is offered, there, and to it."""

from __future__ import annotations

import pytest

from tests.validate.shop import API, DEV, POSTGRES, said

DATABASE = {"config/services/db.yaml": POSTGRES}
OTHER = "config/services/b.yaml"


def test_it_is_taken_from_a_service_that_there_is() -> None:
    assert said(api="env: {A: {from: dbb.host}, B: {from: qqqq.host}}\n", more=DATABASE) == [
        "config/services/api.yaml:4:17: unknown-service: there is no service `dbb` | did you mean `db`?",
        "config/services/api.yaml:4:38: unknown-service: there is no service `qqqq`"
        " | add `config/services/qqqq.yaml`, or remove this",
    ]


def test_it_is_offered_by_that_kind_of_service() -> None:
    assert said(api="needs: {db: {}}\nenv: {A: {from: db.hots}, B: {from: db.qqqq}}\n", more=DATABASE) == [
        "config/services/api.yaml:5:17: unknown-offer: `db` (postgres) does not offer `hots` | did you mean `db.host`?",
        "config/services/api.yaml:5:37: unknown-offer: `db` (postgres) does not offer `qqqq`"
        " | it offers `address`, `database`, `host`, `password`, `port`, `sslMode`, `url` and `user`",
    ]
    job = 'kind: cronjob\nschedule: "0 0 * * *"\nimage: {repository: acme/b, tag: v1}\n'
    assert said(api="needs: {b: {}}\nenv: {A: {from: b.host}}\n", more={OTHER: job}) == [
        "config/services/api.yaml:5:17: unknown-offer: `b` (cronjob) does not offer `host` | it offers nothing"
    ]


def test_it_is_offered_by_that_service_as_it_is() -> None:
    worker = API.replace("kind: web", "kind: worker").replace("port: 8080\n", "")
    takes = "needs: {b: {}}\nenv: {A: {from: b.host}}\n"

    assert said(api=takes, more={OTHER: worker}) == [
        "config/services/api.yaml:5:17: unknown-offer: `b` (worker) does not offer `host` as it is set up here"
        " | it offers nothing"
    ]
    assert said(api=takes, more={OTHER: f"{worker}ports: {{rpc: 9000}}\n"}) == []


@pytest.mark.parametrize("offer", ["url", "urls", "domain", "domains"])
def test_a_public_address_needs_a_route_and_no_edge(offer: str) -> None:
    takes = f"env: {{A: {{from: b.{offer}}}}}\n"

    assert said(api=takes, more={OTHER: f"{API}routes: {{www: {{host: www, redirect: www.example.org}}}}\n"}) == [
        f"config/services/api.yaml:4:17: offer-without-route: `b` has no route, so it has no `{offer}`"
        " | add a route to `config/services/b.yaml`"
    ]
    assert said(api=takes, more={OTHER: f'{API}routes: {{shop: {{host: "@"}}}}\n'}) == []


def test_all_else_is_for_those_who_need_it() -> None:
    takes = "env: {A: {from: db.host}}\n"

    assert said(api=takes, more=DATABASE) == [
        "config/services/api.yaml:4:17: offer-without-need: `db.host` is only for those who need `db`"
        " | add `db: {}` to `needs` of `api`"
    ]
    assert said(api=f"{takes}needs: {{db: {{}}}}\n", more=DATABASE) == []


def test_a_service_may_take_its_own_offers() -> None:
    assert said(api="env: {A: {from: api.port}}\n") == []


def test_an_environment_that_takes_it_is_told() -> None:
    assert said(dev="services:\n  api:\n    env: {A: {from: db.host}}\n", more=DATABASE) == [
        "environments/dev.yaml:6:21: offer-without-need: `db.host` is only for those who need `db`"
        " | add `db: {}` to `needs` of `api`"
    ]


def test_jobs_before_a_rollout_take_by_the_same_rules() -> None:
    assert said(
        api="before:\n  migrate:\n    env: {A: {from: dbb.host}, B: {secret: x, of: dbb}}\n    args: [x]\n",
        more=DATABASE,
    ) == [
        "config/services/api.yaml:6:21: unknown-service: there is no service `dbb` | did you mean `db`?",
        "config/services/api.yaml:6:51: unknown-service: there is no service `dbb` | did you mean `db`?",
    ]


def test_a_secret_is_of_a_service_that_there_is() -> None:
    assert said(api="env: {A: {secret: x, of: dbb}, B: {secret: x}, C: {secret: x, of: db}}\n", more=DATABASE) == [
        "config/services/api.yaml:4:26: unknown-service: there is no service `dbb` | did you mean `db`?"
    ]


def test_offers_are_not_asked_of_an_environment_that_is_wrong() -> None:
    takes = "env: {A: {from: api.url}, B: {from: db.qqqq}}\n"

    assert said(api=takes, more={**DATABASE, "environments/dev.yaml": DEV.replace("dev.", "DEV.")}) == [
        "config/services/api.yaml:4:37: unknown-offer: `db` (postgres) does not offer `qqqq`"
        " | it offers `address`, `database`, `host`, `password`, `port`, `sslMode`, `url` and `user`",
        "environments/dev.yaml:2:9: bad-host: `domain`: found `DEV.example.com`, "
        "expected a host name such as `shop.example.com` | did you mean `dev.example.com`?",
    ]


def test_nothing_is_said_of_offers_of_a_datastore_that_says_nothing_of_where_it_runs() -> None:
    takes = "needs: {db: {}}\nenv: {A: {from: db.host}, B: {from: db.url}, C: {from: db.qqqq}}\n"

    assert said(api=takes, dev="services: {db: {run: external}}\n", more=DATABASE) == [
        "config/services/api.yaml:5:56: unknown-offer: `db` (postgres) does not offer `qqqq`"
        " | it offers `address`, `database`, `host`, `password`, `port`, `sslMode`, `url` and `user`",
        "environments/dev.yaml:4:22: run-without-block: `run: external` of `db` has no block `external`"
        " | add `external:` here or in `config/services/db.yaml`",
    ]


def test_a_secret_of_another_service_needs_no_edge() -> None:
    assert said(api="env: {A: {secret: key, of: b}}\n", more={OTHER: API}) == []
    assert said(api="env: {A: {secret: key, of: bb}}\n", more={OTHER: API}) == [
        "config/services/api.yaml:4:28: unknown-service: there is no service `bb`"
        " | add `config/services/bb.yaml`, or remove this"
    ]


QUEUE = """\
kind: stateful
image: {repository: acme/queue, tag: v1}
ports: {amqp: 5672}
offers: {url: {scheme: amqp, user: {secret: user}, password: {secret: password}}}
"""
QUEUED = {"config/services/queue.yaml": QUEUE}


def test_what_a_service_says_that_it_offers_is_offered() -> None:
    takes = "needs: {queue: {}}\nenv: {A: {from: queue.url}, B: {from: queue.host}, C: {from: queue.ur}}\n"

    assert said(api=takes, more=QUEUED) == [
        "config/services/api.yaml:5:62: unknown-offer: `queue` (stateful) does not offer `ur`"
        " | did you mean `queue.url`?"
    ]
    assert said(api="env: {A: {from: queue.url}}\n", more=QUEUED) == [
        "config/services/api.yaml:4:17: offer-without-need: `queue.url` is only for those who need `queue`"
        " | add `queue: {}` to `needs` of `api`"
    ]


def test_what_is_offered_in_one_environment_is_not_offered_in_another() -> None:
    takes = "needs: {queue: {}}\nenv: {A: {from: queue.url}}\n"

    assert said(api=takes, dev="services: {queue: {offers: null}}\n", more=QUEUED) == [
        "config/services/api.yaml:5:17: unknown-offer: `queue` (stateful) does not offer `url`"
        " | it offers `address`, `host` and `port`"
    ]


def test_a_secret_in_an_offer_is_of_a_service_that_there_is() -> None:
    queue = QUEUE.replace("password}}}", "password, of: auth}}}").replace("{secret: user}", "{secret: x, of: auht}")

    assert said(more={"config/services/queue.yaml": queue, "config/services/auth.yaml": API}) == [
        "config/services/queue.yaml:4:52: unknown-service: there is no service `auht` | did you mean `auth`?"
    ]
