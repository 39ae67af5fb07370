"""Routes of an environment: each host and path once, each host with a certificate."""

from __future__ import annotations

from tests.validate.shop import API, PROD, said

HINT = "change the host or the path of one of them, or remove it by `null`"
CERTIFICATE = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555"


def test_two_routes_of_one_service_are_alike_whatever_they_are_called() -> None:
    assert said(api="routes:\n  a: {host: x, path: /a}\n  b: {host: x.dev.example.com, path: /a/}\n") == [
        "config/services/api.yaml:6:3: route-clash: `x.dev.example.com/a/` is routed twice in `dev`"
        f" | {HINT} | config/services/api.yaml:5:3 the other route"
    ]


def test_routes_of_two_services_are_alike() -> None:
    routes = 'routes: {a: {host: "@"}}\n'

    assert said(api=routes, more={"config/services/b.yaml": API + routes}) == [
        "config/services/b.yaml:4:10: route-clash: `dev.example.com/` is routed twice in `dev`"
        f" | {HINT} | config/services/api.yaml:4:10 the other route"
    ]


def test_routes_that_only_one_environment_makes_alike_are_told_there() -> None:
    dev = "services: {api: {routes: {b: {path: /a}}}}\n"
    routes = "routes: {a: {host: x, path: /a}, b: {host: x, path: /b}}\n"

    assert said(api=routes, dev=dev, more={"environments/prod.yaml": PROD}) == [
        "environments/dev.yaml:4:27: route-clash: `x.dev.example.com/a` is routed twice in `dev`"
        f" | {HINT} | config/services/api.yaml:4:10 the other route"
    ]
    assert said(api=routes, dev=dev.replace("{path: /a}", "null"), more={"environments/prod.yaml": PROD}) == []


def test_paths_below_each_other_and_other_hosts_are_not_alike() -> None:
    assert said(api='routes: {a: {host: "@"}, b: {host: "@", path: /a}, c: {host: x}}\n') == []


def test_a_host_is_under_the_domain_or_has_a_certificate() -> None:
    routes = "routes: {a: {host: shop.example.org}, b: {host: evildev.example.com}}\n"
    hint = "name its certificate as `certificate` in `environments/dev.yaml`, or use a host under the domain"

    assert said(api=routes) == [
        "config/services/api.yaml:4:10: host-without-certificate: `shop.example.org` is not under "
        f"`dev.example.com`, the domain of `dev` | {hint}",
        "config/services/api.yaml:4:39: host-without-certificate: `evildev.example.com` is not under "
        f"`dev.example.com`, the domain of `dev` | {hint}",
    ]
    assert said(api=routes, dev=f"certificate: {CERTIFICATE}\n") == []
    assert said(api="routes: {a: {host: a.b.dev.example.com}, b: {host: dev.example.com}}\n") == []
