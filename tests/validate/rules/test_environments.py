"""Environments beside each other."""

from __future__ import annotations

from tests.validate.shop import API, POSTGRES, PROD, said

PRODUCTION = "environments/prod.yaml"


def test_an_environment_follows_one_that_there_is() -> None:
    assert said(dev="follows: prodd\n", more={PRODUCTION: PROD}) == [
        "environments/dev.yaml:4:10: unknown-environment: there is no environment `prodd` | did you mean `prod`?"
    ]
    assert said(dev="follows: qqqq\n") == [
        "environments/dev.yaml:4:10: unknown-environment: there is no environment `qqqq`"
        " | add `environments/qqqq.yaml`, or remove this line"
    ]
    assert said(more={PRODUCTION: f"{PROD}follows: dev\n"}) == []


def test_environments_follow_each_other_in_no_circle() -> None:
    hint = "remove `follows` from the environment where new images enter"

    assert said(dev="follows: prod\n", more={PRODUCTION: f"{PROD}follows: dev\n"}) == [
        "environments/dev.yaml:4:10: follows-cycle: these follow each other in a circle: `dev` → `prod` → `dev`"
        f" | {hint} | environments/prod.yaml:4:10 `prod` follows `dev`"
    ]
    assert said(dev="follows: dev\n") == [
        f"environments/dev.yaml:4:10: follows-cycle: these follow each other in a circle: `dev` → `dev` | {hint}"
    ]


def test_an_environment_has_a_cluster_of_its_own() -> None:
    assert said(more={PRODUCTION: PROD.replace("shop-prod", "shop-dev")}) == [
        "environments/prod.yaml:1:17: cluster-shared: `prod` and `dev` are on one cluster, `shop-dev`"
        " | give each environment a cluster of its own | environments/dev.yaml:1:17 the cluster of `dev`"
    ]


def test_services_do_not_share_a_namespace_with_argo_cd() -> None:
    assert said(platform="argocd: {namespace: argo}\n", dev="namespace: argo\n") == [
        "environments/dev.yaml:4:12: namespace-shared: the services of `dev` would share the namespace `argo` with "
        "Argo CD | give one of them another namespace"
    ]
    assert said(dev="argocd: {namespace: shop}\n") == [
        "environments/dev.yaml:4:21: namespace-shared: the services of `dev` would share the namespace `shop` with "
        "Argo CD | give one of them another namespace"
    ]
    assert said(dev="namespace: argo\n") == []


def test_a_service_that_is_paused_is_there() -> None:
    assert said(dev="sync: {paused: {backnd: broken, api: broken}}\n", more={"config/services/backend.yaml": API}) == [
        "environments/dev.yaml:4:17: unknown-service: there is no service `backnd` | did you mean `backend`?"
    ]


def test_what_has_no_application_there_cannot_be_paused() -> None:
    more = {
        "config/services/db.yaml": POSTGRES,
        "config/services/mail.yaml": "kind: external\nhost: mail.example.com\nports: {smtp: 587}\n",
        PRODUCTION: f"{PROD}sync: {{paused: {{db: broken}}}}\n",
    }
    dev = "sync: {paused: {db: x, mail: x}}\nservices: {db: {run: rds, rds: {}}}\n"

    assert said(dev=dev, more=more) == [
        "environments/dev.yaml:4:17: no-application: `db` has no Application in `dev`: nothing of it runs in the "
        "cluster | remove this line",
        "environments/dev.yaml:4:24: no-application: `mail` has no Application in `dev`: nothing of it runs in the "
        "cluster | remove this line",
    ]


def test_the_platform_and_the_routes_can_be_paused() -> None:
    assert said(api="routes: {x: {host: x}}\n", dev="sync: {paused: {platform: broken, routes: broken}}\n") == []
