"""Services that an environment does without."""

from __future__ import annotations

import pytest

from tests.validate.shop import API, POSTGRES, PROD, fleet_of, said, shop

DATABASE = {"config/services/db.yaml": POSTGRES}
OFF = "services: {db: {enabled: false}}\n"
HERE = "environments/dev.yaml:4:26 `db` is disabled here"
HINT = "remove it, by `null` in `environments/dev.yaml` if the others keep it; or enable `db`"


def test_who_is_needed_is_not_disabled() -> None:
    assert said(api="needs: {db: {}}\n", dev=OFF, more=DATABASE) == [
        "config/services/api.yaml:4:9: service-disabled: `api` needs `db`, which is disabled in `dev`"
        f" | {HINT} | {HERE}"
    ]


def test_nothing_is_taken_from_a_service_that_is_disabled() -> None:
    api = "needs: {db: {}}\nenv: {A: {from: db.host}}\nbefore: {x: {command: [a], env: {A: {from: db.url}}}}\n"

    assert said(api=api, dev=f"{OFF[:-2]}, api: {{needs: {{db: null}}}}}}\n", more=DATABASE) == [
        "config/services/api.yaml:5:17: service-disabled: `db.host` comes from `db`, which is disabled in `dev`"
        f" | {HINT} | {HERE}",
        "config/services/api.yaml:6:44: service-disabled: `db.url` comes from `db`, which is disabled in `dev`"
        f" | {HINT} | {HERE}",
    ]


def test_a_public_address_is_not_one_of_a_service_that_is_disabled() -> None:
    more = {"config/services/b.yaml": f'{API}routes: {{x: {{host: "@"}}}}\n'}

    assert said(api="env: {A: {from: b.url}}\n", dev="services: {b: {enabled: false}}\n", more=more) == [
        "config/services/api.yaml:4:17: service-disabled: `b.url` comes from `b`, which is disabled in `dev`"
        " | remove it, by `null` in `environments/dev.yaml` if the others keep it; or enable `b`"
        " | environments/dev.yaml:4:25 `b` is disabled here"
    ]


def test_an_image_is_not_one_of_a_service_that_is_disabled() -> None:
    more = {"config/services/b.yaml": "kind: worker\nimage: {from: api}\n"}

    assert said(dev="services: {api: {enabled: false}}\n", more=more) == [
        "config/services/b.yaml:2:15: service-disabled: the image is that of `api`, which is disabled in `dev`"
        " | set `services.b.image.from` to `null` in `environments/dev.yaml`, and name another image beside it; "
        "or enable `api`"
        " | environments/dev.yaml:4:27 `api` is disabled here"
    ]
    there = "services: {api: {enabled: false}, b: {image: {from: null, repository: acme/b, tag: v1}}}\n"
    assert said(dev=there, more=more) == []


def test_a_volume_is_not_one_of_a_service_that_is_disabled() -> None:
    worker = "kind: worker\nimage: {repository: acme/b, tag: v1}\nvolumes: {/data: 1Gi}\n"
    more = {"config/services/b.yaml": worker}

    api = "needs: {b: {}}\nvolumes: {/data: {from: b}}\n"

    needed, taken = said(api=api, dev="services: {b: {enabled: false}}\n", more=more)

    assert needed.startswith(
        "config/services/api.yaml:4:9: service-disabled: `api` needs `b`, which is disabled in `dev`"
    )
    assert taken == (
        "config/services/api.yaml:5:25: service-disabled: the volume is that of `b`, which is disabled in `dev`"
        " | remove it, by `null` in `environments/dev.yaml` if the others keep it; or enable `b`"
        " | environments/dev.yaml:4:25 `b` is disabled here"
    )


def test_a_remote_secret_of_it_is_there_all_the_same() -> None:
    assert said(api="env: {A: {secret: x, of: db}}\n", dev=OFF, more=DATABASE) == []


def test_who_needs_it_may_be_disabled_as_well_or_do_without_it_there() -> None:
    api = "needs: {db: {}}\nenv: {A: {from: db.host}}\n"

    assert said(api=api, dev=f"{OFF[:-2]}, api: {{enabled: false}}}}\n", more=DATABASE) == []
    assert said(api=api, dev=f"{OFF[:-2]}, api: {{needs: null, env: null}}}}\n", more=DATABASE) == []


def test_it_is_disabled_in_one_environment_alone() -> None:
    more = {**DATABASE, "environments/prod.yaml": PROD}

    fleet = fleet_of(shop(dev=OFF, more=more))

    assert {name: [*services] for name, services in fleet.services.items()} == {"dev": ["api"], "prod": ["api", "db"]}
    assert fleet.absent == {"dev": {"db": "postgres"}}


def test_a_service_may_be_disabled_but_where_an_environment_enables_it() -> None:
    more = {"config/services/db.yaml": f"{POSTGRES}enabled: false\n", "environments/prod.yaml": PROD}

    fleet = fleet_of(shop(dev="services: {db: {enabled: true}}\n", more=more))

    assert {name: [*services] for name, services in fleet.services.items()} == {"dev": ["api", "db"], "prod": ["api"]}


def test_a_service_need_not_be_whole_where_it_is_disabled() -> None:
    more = {"config/services/job.yaml": "kind: cronjob\nimage: {repository: other/x}\nresources: {limits: {cpu: x}}\n"}

    assert said(dev="services: {job: {enabled: false, retris: 1}}\n", more=more) == [
        "config/services/job.yaml:3:27: bad-quantity: `resources.limits.cpu`: found `x`, "
        "expected a quantity of CPU such as `250m` or `1.5`",
        "environments/dev.yaml:4:34: unknown-key: there is no key `retris` here | did you mean `retries`?",
    ]


def test_what_is_disabled_serves_no_host() -> None:
    more = {"config/services/b.yaml": f"{API}routes: {{x: {{host: x}}}}\n"}
    api = "routes: {y: {host: y, redirect: x}}\n"

    assert said(api=api, dev="services: {b: {enabled: false}}\n", more=more) == [
        "config/services/api.yaml:4:33: dead-redirect: no route of `dev` serves `x.dev.example.com`"
        " | add a route with that host, or lead to another one"
    ]


def test_what_is_disabled_cannot_be_paused() -> None:
    assert said(dev=f"{OFF}sync: {{paused: {{db: broken}}}}\n", more=DATABASE) == [
        "environments/dev.yaml:5:17: no-application: `db` has no Application in `dev`: nothing of it runs in the "
        "cluster | remove this line"
    ]


def test_an_annotation_without_effect_is_told_though_one_environment_does_without_the_service() -> None:
    worker = "kind: worker\nimage: {repository: acme/b, tag: v1}\nannotations: {service: {example.com/a: x}}\n"
    more = {"config/services/b.yaml": worker, "environments/prod.yaml": PROD}

    (problem,) = said(dev="services: {b: {enabled: false}}\n", more=more)

    assert problem.startswith("config/services/b.yaml:3:25: no-effect: ")


@pytest.mark.parametrize("value", ["no", '"false"', "0", "null"])
def test_it_is_switched_by_true_and_false_alone(value: str) -> None:
    (problem,) = said(dev=f"services: {{api: {{enabled: {value}}}}}\n")

    assert problem.startswith("environments/dev.yaml:4:")
