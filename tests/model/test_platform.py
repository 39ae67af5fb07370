"""Platform, environment, datastores."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.external.model import External
from generator.kinds.postgres.model import Postgres
from generator.kinds.redis.model import Redis
from generator.model.environment import Environment
from generator.model.platform import Platform

Refusals = Callable[..., list[tuple[Any, ...]]]
SHARED: dict[str, Any] = {
    "name": "shop",
    "repository": {"url": "https://github.com/acme/gitops.git"},
    "kubernetes": "1.36",
    "secrets": {"prefix": "shop"},
    "registries": ["docker.io/acme"],
}
ENVIRONMENT: dict[str, Any] = {
    **SHARED,
    "aws": {"account": "111122223333", "region": "eu-west-1"},
    "network": {"cidr": "10.20.0.0/16"},
    "cluster": {"name": "shop-dev"},
    "domain": "dev.example.com",
}
ARN = "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"
POSTGRES: dict[str, Any] = {"kind": "postgres", "version": "15", "database": "a", "user": "a"}
REDIS: dict[str, Any] = {"kind": "redis", "version": "7"}


def test_a_platform_needs_no_network_and_no_account_of_its_own(refusals: Refusals) -> None:
    assert refusals(Platform, SHARED) == []


def test_an_environment_has_a_network_an_account_a_cluster_and_a_domain(refusals: Refusals) -> None:
    assert refusals(Environment, SHARED) == [
        (("aws",), "missing"),
        (("network",), "missing"),
        (("cluster",), "missing"),
        (("domain",), "missing"),
    ]


def test_only_the_platform_has_defaults(refusals: Refusals) -> None:
    assert refusals(Environment, {**ENVIRONMENT, "defaults": {}}) == [(("defaults",), "extra_forbidden")]


@pytest.mark.parametrize(("given", "expected"), [(None, []), (ARN, [ARN]), ([ARN], [ARN])])
def test_a_certificate_is_one_or_several(given: Any, expected: list[str]) -> None:
    environment = Environment.model_validate({**ENVIRONMENT, **({"certificate": given} if given else {})})

    assert environment.certificates == expected


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        (
            "nodes",
            {"type": "t3.medium", "min": 5, "max": 3},
            (
                ("nodes",),
                "min-over-max",
                "`min: 5` is over `max: 3`",
                "raise `max` or lower `min`",
                ("min",),
                ("max",),
            ),
        ),
        (
            "sync",
            {"windows": {"a": {"deny": "0 1 * * *", "allow": "0 1 * * *", "duration": "1h"}}},
            (
                ("sync", "windows", "a"),
                "conflicting-keys",
                "found `deny` and `allow`, expected one of them",
                "make two windows of it",
                ("allow",),
                ("deny",),
            ),
        ),
        (
            "sync",
            {"windows": {"a": {"duration": "1h"}}},
            (
                ("sync", "windows", "a"),
                "missing-key",
                "a window needs `deny` or `allow`",
                "add `deny` with a schedule",
                (),
                (),
            ),
        ),
        (
            "certificate",
            "x",
            (
                ("certificate",),
                "bad-certificate",
                "found `x`, expected the ARN of a certificate in ACM, "
                "`arn:aws:acm:<region>:<account>:certificate/<id>`",
                "",
                (),
                (),
            ),
        ),
        ("addons", {"metricsServer": {}}, (("addons", "metricsServer"), "extra_forbidden")),
        (
            "addons",
            {"velero": {"keep": "30d", "retention": "1d"}},
            (("addons", "velero", "retention"), "extra_forbidden"),
        ),
    ],
)
def test_what_is_wrong_in_an_environment_is_refused_where_it_stands(
    refusals: Refusals, key: str, value: Any, error: tuple[Any, ...]
) -> None:
    assert refusals(Environment, {**ENVIRONMENT, key: value}) == [error]


def test_a_certificate_is_of_the_region_and_listed_once(refusals: Refusals) -> None:
    foreign = ARN.replace("eu-west-1", "us-east-1")
    message = "the certificate is of `us-east-1`, and the load balancer in `eu-west-1`"
    hint, beside = "name one of ACM in `eu-west-1`", ("aws", "region")

    assert refusals(Environment, {**ENVIRONMENT, "certificate": foreign}) == [
        ((), "foreign-certificate", message, hint, ("certificate",), beside)
    ]
    assert refusals(Environment, {**ENVIRONMENT, "certificate": [ARN, foreign]}) == [
        ((), "foreign-certificate", message, hint, ("certificate", 1), beside)
    ]
    assert refusals(Environment, {**ENVIRONMENT, "certificate": [ARN, ARN]}) == [
        (
            (),
            "duplicate-certificate",
            "the certificate is listed twice",
            "remove one of them",
            ("certificate", 1),
            ("certificate", 0),
        )
    ]
    assert refusals(Environment, {**ENVIRONMENT, "certificate": []}) == [(("certificate",), "too_short")]


def test_a_service_is_paused_for_a_reason(refusals: Refusals) -> None:
    assert refusals(Environment, {**ENVIRONMENT, "sync": {"paused": {"api": ""}}}) == [
        (
            ("sync", "paused", "api"),
            "bad-text",
            'found `""`, expected a reason',
            "write one line for whoever reads it later",
            (),
            (),
        )
    ]


NOBODY = "expected the address of another machine"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (
            {"host": "10.0.0.7"},
            (
                "missing-cidrs",
                "`10.0.0.7` is a private address, and without `cidrs` calls to private addresses are denied",
                "add `cidrs: [10.0.0.7/32]`, or the range that it lies in",
                ("host",),
                (),
            ),
        ),
        (
            {"host": "10.0.0.7", "cidrs": ["10.1.0.0/16"]},
            (
                "host-outside-cidrs",
                "`10.0.0.7` lies in none of `cidrs`",
                "add `10.0.0.7/32` to `cidrs`",
                ("host",),
                ("cidrs",),
            ),
        ),
        ({"host": "127.0.0.1"}, ("bad-host", f"found `127.0.0.1`, {NOBODY}", "", ("host",), ())),
        (
            {"host": "169.254.169.254", "cidrs": ["169.254.0.0/16"]},
            ("bad-host", f"found `169.254.169.254`, {NOBODY}", "", ("host",), ()),
        ),
    ],
)
def test_egress_reaches_an_address(refusals: Refusals, given: Any, error: tuple[Any, ...]) -> None:
    assert refusals(External, {"kind": "external", "ports": {"a": 1}, **given}) == [((), *error)]
    assert refusals(Postgres, {**POSTGRES, "external": given}) == [(("external",), *error)]
    assert refusals(Redis, {**REDIS, "external": given}) == [(("external",), *error)]


@pytest.mark.parametrize(
    "given", [{"host": "203.0.113.7"}, {"host": "10.0.0.7", "cidrs": ["10.0.0.0/30", "10.0.0.4/30"]}]
)
def test_an_address_in_its_ranges_or_of_the_internet_is_fine(refusals: Refusals, given: Any) -> None:
    assert refusals(External, {"kind": "external", "ports": {"a": 1}, **given}) == []


def test_an_acknowledgement_holds_until_a_date() -> None:
    given = {"rule": "D02", "resource": "PersistentVolumeClaim/db", "until": datetime.date(2026, 12, 31), "reason": "x"}
    environment = Environment.model_validate({**ENVIRONMENT, "acknowledge": [given]})

    assert environment.acknowledge[0].until == datetime.date(2026, 12, 31)


def test_a_datastore_has_the_block_of_where_aws_runs_it() -> None:
    postgres = Postgres.model_validate({**POSTGRES, "run": "rds", "rds": {"class": "db.t3.micro"}})
    redis = Redis.model_validate({**REDIS, "run": "elasticache", "elasticache": {"tls": True}})

    assert postgres.managed is not None
    assert postgres.managed.class_ == "db.t3.micro"
    assert redis.managed is not None
    assert redis.managed.tls


def test_a_datastore_that_exists_has_the_usual_port() -> None:
    postgres = Postgres.model_validate({**POSTGRES, "run": "external", "external": {"host": "db.example.com"}})
    redis = Redis.model_validate({**REDIS, "run": "external", "external": {"host": "cache.example.com"}})

    assert postgres.external is not None
    assert redis.external is not None
    assert (postgres.external.port, redis.external.port) == (5432, 6379)


def test_redis_that_persists_needs_a_volume(refusals: Refusals) -> None:
    message = "`persistence: append-only` needs `storage`"
    hint = "add `storage: 5Gi`, or `persistence: none`"

    assert refusals(Redis, {**REDIS, "inCluster": {}}) == [(("inCluster",), "missing-key", message, hint, (), ())]
    assert refusals(Redis, {**REDIS, "inCluster": {"persistence": "none"}}) == []


def test_another_image_of_a_datastore_names_one_build(refusals: Refusals) -> None:
    block = {"storage": "1Gi", "image": {"repository": "acme/postgres"}}

    assert refusals(Postgres, {**POSTGRES, "inCluster": block}) == [
        (
            ("inCluster", "image"),
            "missing-tag",
            "the image has neither `tag` nor `digest`",
            "add `tag`, in the service or in the environment",
            (),
            (),
        )
    ]


def test_an_external_service_has_a_host_and_ports(refusals: Refusals) -> None:
    assert refusals(External, {"kind": "external", "host": "smtp.example.com", "ports": {"smtp": 587}}) == []
    assert refusals(External, {"kind": "external", "host": "smtp.example.com", "ports": {}}) == [
        (("ports",), "too_short")
    ]
