"""The load balancer asks the same question as Kubernetes, as annotations of the Service."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import WEB, charts, over

PREFIX = "alb.ingress.kubernetes.io/"
ROUTES = {"main": {"host": "@"}}


def annotations(**keys: Any) -> dict[str, str]:
    app = {key: value for key, value in over(WEB, keys).items() if value is not None}
    found = charts({"app": app})["app"].values["dev"].get("serviceAnnotations", {})
    return {key.removeprefix(PREFIX): value for key, value in found.items()}


def test_a_service_without_routes_has_none() -> None:
    assert annotations() == {}


@pytest.mark.parametrize(
    ("readiness", "expected"),
    [
        ({"path": "/ready"}, {"healthcheck-path": "/ready", "success-codes": "200-399"}),
        (
            {"path": "/ready", "scheme": "HTTPS"},
            {"healthcheck-path": "/ready", "healthcheck-protocol": "HTTPS", "success-codes": "200-399"},
        ),
        (
            {"path": "/ready", "httpHeaders": [{"name": "Host", "value": "x"}]},
            {"healthcheck-path": "/ready", "success-codes": "200-499"},
        ),
        ({"port": "http"}, {"success-codes": "200-499"}),
        ({"exec": ["check"]}, {"success-codes": "200-499"}),
    ],
)
def test_the_health_check_is_the_readiness_probe(readiness: dict[str, Any], expected: dict[str, str]) -> None:
    found = annotations(routes=ROUTES, probes={"readiness": readiness})

    assert found == {**expected, "target-group-attributes": "deregistration_delay.timeout_seconds=40"}


def test_health_is_asked_on_the_port_of_the_probe() -> None:
    ports = {"http": 8080, "admin": 9090}
    found = annotations(
        port=None, ports=ports, routes=ROUTES, probes={"readiness": {"path": "/ready", "port": "admin"}}
    )

    assert found["healthcheck-port"] == "9090"


def test_grpc_is_asked_by_grpc() -> None:
    ports = {"rpc": {"port": 9000, "protocol": "grpc"}, "web": 8080}
    probes = {"readiness": {"grpc": "rpc"}}

    assert annotations(port=None, ports=ports, routes={"main": {"host": "@", "port": "rpc"}}, probes=probes) == {
        "backend-protocol-version": "GRPC",
        "healthcheck-path": "/grpc.health.v1.Health/Check",
        "success-codes": "0",
        "target-group-attributes": "deregistration_delay.timeout_seconds=40",
    }


def test_grpc_without_such_a_probe_keeps_the_controllers_own_check() -> None:
    ports = {"rpc": {"port": 9000, "protocol": "grpc"}}

    assert sorted(annotations(port=None, ports=ports, routes=ROUTES)) == [
        "backend-protocol-version",
        "target-group-attributes",
    ]


@pytest.mark.parametrize(
    ("shutdown", "seconds"), [({"delay": "5s", "grace": "30s"}, 25), ({"delay": "0s", "grace": "3h"}, 3600)]
)
def test_a_target_leaves_before_its_pod_is_killed(shutdown: dict[str, str], seconds: int) -> None:
    found = annotations(routes=ROUTES, shutdown=shutdown)

    assert found["target-group-attributes"] == f"deregistration_delay.timeout_seconds={seconds}"


def test_a_service_has_the_last_word() -> None:
    own = {PREFIX + "success-codes": "200", "example.com/note": "x"}
    found = annotations(routes=ROUTES, annotations={"service": own})

    assert found["success-codes"] == "200"
    assert found["example.com/note"] == "x"


@pytest.mark.parametrize(
    ("sticky", "expected"),
    [
        ("4h", "stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=14400"),
        ("0s", "stickiness.enabled=false"),
    ],
)
def test_a_browser_comes_back_to_its_pod(sticky: str, expected: str) -> None:
    routes = {"main": {"host": "@"}, "app": {"host": "app", "sticky": sticky}}

    found = annotations(routes=routes)["target-group-attributes"]
    assert found == f"deregistration_delay.timeout_seconds=40,{expected}"
