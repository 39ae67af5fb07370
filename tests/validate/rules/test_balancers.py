"""Options of routes: what collides on one load balancer, in one target group or for one host."""

from __future__ import annotations

from tests.validate.shop import API, said

PREFIX = "alb.ingress.kubernetes.io/"


def test_the_routes_of_a_service_have_one_stickiness() -> None:
    routes = "routes:\n  a: {host: a, sticky: 4h}\n  b: {host: b}\n  c: {host: c, sticky: 1h}\n"

    assert said(api=routes) == [
        "config/services/api.yaml:7:24: sticky-clash: `sticky` is `1h` here and `4h` for the route `a`: all routes to "
        "a service share it | set it for one route, or to the same value for both"
        " | config/services/api.yaml:5:24 `a` sets it"
    ]
    assert said(api=routes.replace("1h", "4h")) == []
    other = {"config/services/web.yaml": API + "routes: {c: {host: x, sticky: 1h}}\n"}
    assert said(api=routes.replace(", sticky: 1h", ""), more=other) == []


def test_a_load_balancer_has_one_idle_timeout() -> None:
    other = {"config/services/web.yaml": API + "routes: {b: {host: b, idleTimeout: 5m}}\n"}
    routes = "routes: {a: {host: a, idleTimeout: 1h}}\n"

    assert said(api=routes, more=other) == [
        "config/services/web.yaml:4:36: idle-timeout-clash: `idleTimeout` is `5m` here and `1h` for the route `a` of "
        "`api`: both share one load balancer"
        " | set it for one route, or to the same value for both: the longer one does for both"
        " | config/services/api.yaml:4:36 the route `a` of `api` sets it"
    ]
    assert said(api=routes.replace("1h}", "1h, internal: true}"), more=other) == []


def test_a_host_is_public_or_internal() -> None:
    routes = 'routes:\n  a: {host: "@"}\n  b: {host: "@", path: /admin, internal: true}\n'

    assert said(api=routes) == [
        "config/services/api.yaml:6:42: internal-clash: `dev.example.com` is internal here and public for the route "
        "`a` of `api`: one host leads to one load balancer | give one of them another host"
        " | config/services/api.yaml:5:3 the public route"
    ]


def test_no_annotation_replaces_an_option() -> None:
    routes = "routes: {a: {host: a, sticky: 4h}}\n"
    annotations = f"annotations:\n  service: {{{PREFIX}target-group-attributes: x}}\n"

    assert said(api=routes + annotations) == [
        f"config/services/api.yaml:6:13: option-replaced: the annotation `{PREFIX}target-group-attributes` stands in "
        "place of all that `sticky` becomes | remove one of them; `sticky` can be a part of the annotation's text"
        " | config/services/api.yaml:4:31 `sticky` is set here"
    ]


def test_two_ingresses_may_say_two_things() -> None:
    note = "annotations: {ingress: {example.com/note: %s}}\n"
    other = {"config/services/web.yaml": f"{API}routes: {{b: {{host: b, internal: true}}}}\n{note % 'b'}"}

    assert said(api=f"routes: {{a: {{host: a}}}}\n{note % 'a'}", more=other) == []
