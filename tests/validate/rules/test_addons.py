"""Add-ons that services need are there."""

from __future__ import annotations

import pytest

from tests.validate.shop import POSTGRES, PROD, said

SCALING = "scaling: {min: 1, max: 2, cpu: 70}\nresources: {requests: {cpu: 1m}}\n"
DATABASE = {"config/services/db.yaml": POSTGRES}


@pytest.mark.parametrize(
    ("addon", "api", "does", "column"),
    [
        ("external-secrets", "env: {A: {secret: x}}\n", "reads secrets", 7),
        ("aws-load-balancer-controller", "routes: {x: {host: x}}\n", "has routes", 1),
        ("metrics-server", SCALING, "has `scaling`", 1),
    ],
)
def test_an_addon_that_a_service_needs_is_enabled(addon: str, api: str, does: str, column: int) -> None:
    dev = f"addons:\n  {addon}:\n    enabled: false\n"

    assert said(api=api, dev=dev) == [
        f"environments/dev.yaml:6:14: addon-needed: `{addon}` is disabled, and `api` {does} | remove this line"
        f" | config/services/api.yaml:4:{column} `api` {does} here"
    ]
    assert said(dev=dev) == []
    assert said(api=api, dev=dev.replace("false", "true")) == []


def test_what_is_composed_with_a_secret_reads_it_and_so_does_a_database() -> None:
    off = "addons: {external-secrets: {enabled: false}}\n"
    api = "needs: {db: {}}\nenv: {A: {from: db.url}, B: {from: db.host}}\n"
    rds = "services: {db: {run: rds, rds: {}}}\n"

    assert [problem.rpartition(" | ")[2] for problem in said(api=api, dev=off + rds, more=DATABASE)] == [
        "config/services/api.yaml:5:7 `api` reads secrets here"
    ]
    assert [problem.rpartition(" | ")[2] for problem in said(dev=off, more=DATABASE)] == [
        "config/services/db.yaml:1:7 `db` reads secrets here"
    ]


def test_what_the_platform_disables_for_all_is_told_once() -> None:
    off = "addons: {external-secrets: {enabled: false}}\n"

    assert said(platform=off, api="env: {A: {secret: x}}\n", more={"environments/prod.yaml": PROD}) == [
        "config/platform.yaml:7:38: addon-needed: `external-secrets` is disabled, and `api` reads secrets"
        " | remove this line | config/services/api.yaml:4:7 `api` reads secrets here"
    ]


def test_a_password_of_redis_is_a_secret_as_well() -> None:
    redis = 'kind: redis\nversion: "7"\ninCluster: {storage: 1Gi}\npassword: true\n'
    dev = "addons:\n  external-secrets:\n    enabled: false\n"

    assert said(dev=dev, more={"config/services/cache.yaml": redis}) == [
        "environments/dev.yaml:6:14: addon-needed: `external-secrets` is disabled, and `cache` reads secrets"
        " | remove this line | config/services/cache.yaml:4:1 `cache` reads secrets here"
    ]
