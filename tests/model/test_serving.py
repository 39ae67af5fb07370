"""Probes, ports, metrics, shutdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.web.model import Web
from generator.kinds.worker.model import Worker
from generator.model.probe import Probe, Probes
from generator.model.serving import Shutdown

Refusals = Callable[..., list[tuple[Any, ...]]]
IMAGE = {"repository": "acme/x", "tag": "v1"}
WEB: dict[str, Any] = {"kind": "web", "image": IMAGE, "port": 8080}
WORKER: dict[str, Any] = {"kind": "worker", "image": IMAGE}

REFUSED: list[tuple[Any, dict[str, Any], tuple[Any, ...]]] = [
    (
        Probe,
        {"path": "/", "exec": ["a"]},
        ("bad-probe", "a probe asks in one way, found `path` and `exec`", "keep one of them", ("exec",), ("path",)),
    ),
    (
        Probe,
        {"exec": ["a"], "port": 80},
        ("bad-probe", "a probe asks in one way, found `exec` and `port`", "remove `port`", ("port",), ("exec",)),
    ),
    (
        Probe,
        {"periodSeconds": 5},
        (
            "bad-probe",
            "a probe needs one of `path`, `port`, `exec` and `grpc`",
            "add `path: /health`, or `port` for a question by TCP",
            (),
            (),
        ),
    ),
    (
        Probe,
        {"port": 8080, "scheme": "HTTPS"},
        ("bad-probe", "`scheme` goes with `path` only", "remove `scheme`", ("scheme",), ()),
    ),
    (
        Probe,
        {"port": 8080, "httpHeaders": [{"name": "Host", "value": "x"}]},
        ("bad-probe", "`httpHeaders` goes with `path` only", "remove `httpHeaders`", ("httpHeaders",), ()),
    ),
    (
        Probe,
        {"path": "/", "service": "shop.v1.Cart"},
        ("bad-probe", "`service` goes with `grpc` only", "remove `service`", ("service",), ()),
    ),
    (
        Probes,
        {"liveness": {"path": "/", "successThreshold": 2}},
        (
            "bad-probe",
            "found `2`, expected 1: Kubernetes takes more for `readiness` only",
            "remove `successThreshold`",
            ("liveness", "successThreshold"),
            (),
        ),
    ),
    (
        Shutdown,
        {"delay": "30s", "grace": "30s"},
        (
            "grace-too-short",
            "the grace `30s` is not longer than the delay `30s`, which it includes",
            "raise `grace`",
            ("grace",),
            ("delay",),
        ),
    ),
    (
        Web,
        {"kind": "web", "image": IMAGE},
        ("missing-key", "a `web` needs `port` or `ports`", "add the port that it listens on: `port: 8080`", (), ()),
    ),
    (
        Web,
        {**WEB, "ports": {"http": 1024}},
        (
            "conflicting-keys",
            "found `port` and `ports`, expected one of them",
            "move it into `ports`",
            ("ports",),
            ("port",),
        ),
    ),
    (
        Web,
        {**WEB, "port": 80},
        (
            "privileged-port",
            "found `80`, expected 1024 or more: the container does not run as root",
            "let the process listen on another port",
            ("port",),
            (),
        ),
    ),
    (
        Web,
        {**WEB, "port": 80, "securityContext": {"runAsNonRoot": False}},
        (
            "privileged-port",
            "found `80`, expected 1024 or more: root without `NET_BIND_SERVICE` is as anybody else",
            "let the process listen on another port",
            ("port",),
            (),
        ),
    ),
    (
        Worker,
        {**WORKER, "ports": {"a": 8080, "b": {"port": 8080, "protocol": "grpc"}}},
        (
            "duplicate-port",
            "the ports `a` and `b` are both `8080`",
            "keep one of them",
            ("ports", "b", "port"),
            ("ports", "a"),
        ),
    ),
    (
        Web,
        {**WEB, "probes": {"readiness": {"path": "/", "port": "htp"}}},
        (
            "unknown-port",
            "found the port `htp`, expected one that the service has: `http`",
            "did you mean `http`?",
            ("probes", "readiness", "port"),
            (),
        ),
    ),
    (
        Worker,
        {**WORKER, "metrics": {"port": "http"}},
        (
            "unknown-port",
            "found the port `http`, expected one that the service has: none",
            "",
            ("metrics", "port"),
            (),
        ),
    ),
    (
        Worker,
        {**WORKER, "probes": {"readiness": {"path": "/"}}},
        (
            "missing-port",
            "no port is named here, and the service has none",
            "add `port`",
            ("probes", "readiness"),
            (),
        ),
    ),
]


@pytest.mark.parametrize(("model", "given", "error"), REFUSED)
def test_two_keys_that_do_not_go_together_are_refused_at_the_one_and_beside_the_other(
    refusals: Refusals, model: Any, given: dict[str, Any], error: tuple[Any, ...]
) -> None:
    assert refusals(model, given) == [((), *error)]


def test_a_number_of_a_port_is_short_for_its_settings() -> None:
    ports = {"gossip": {"port": 7946, "protocol": "udp"}, "http": 5000, "amqp": 5672, "http-admin": 5001}
    worker = Worker.model_validate({**WORKER, "ports": ports})

    found = [(name, port.number, port.protocol) for name, port in worker.all_ports.items()]
    assert found == [
        ("http", 5000, "http"),
        ("amqp", 5672, "tcp"),
        ("gossip", 7946, "udp"),
        ("http-admin", 5001, "http"),
    ]


def test_the_default_port_does_not_follow_from_the_order_of_keys() -> None:
    one = Worker.model_validate({**WORKER, "ports": {"b": 5000, "a": 5001}})
    other = Worker.model_validate({**WORKER, "ports": {"a": 5001, "b": 5000}})

    assert one.default_port == other.default_port == "a"


def test_tcp_and_udp_may_share_a_number(refusals: Refusals) -> None:
    ports = {"a": 7946, "b": {"port": 7946, "protocol": "udp"}}

    assert refusals(Worker, {**WORKER, "ports": ports}) == []


def test_an_error_of_a_port_is_about_the_variant_that_was_meant(refusals: Refusals) -> None:
    found = refusals(Worker, {**WORKER, "ports": {"a": "8080", "b": {"port": 8080, "protocl": "tcp"}}})

    message = "found the text `8080`, expected a whole number"
    assert found == [
        (("ports", "a"), "wrong-type", message, "remove the quotes", (), ()),
        (("ports", "b", "protocl"), "extra_forbidden"),
    ]


def test_metrics_are_none_or_a_port(refusals: Refusals) -> None:
    metrics = Web.model_validate({**WEB, "metrics": {"port": "http"}}).endpoint

    assert metrics is not None
    assert (metrics.path, metrics.interval) == ("/metrics", "30s")
    assert Web.model_validate(WEB).endpoint is None
    assert refusals(Web, {**WEB, "metrics": "nope"}) == [(("metrics",), "literal_error")]


def test_a_web_stops_slower_than_a_worker_because_a_load_balancer_must_forget_it() -> None:
    web, worker = Web.model_validate(WEB).shutdown, Worker.model_validate(WORKER).shutdown

    assert (web.delay_seconds, web.grace_seconds) == (20, 60)
    assert (worker.delay_seconds, worker.grace_seconds) == (5, 30)


UDP = {"dns": {"port": 5353, "protocol": "udp"}}


def test_the_default_port_is_not_udp_where_another_is() -> None:
    assert Worker.model_validate({**WORKER, "ports": {**UDP, "tcp": 9000}}).default_port == "tcp"
    assert Worker.model_validate({**WORKER, "ports": UDP}).default_port == "dns"
    assert Worker.model_validate(WORKER).default_port is None


@pytest.mark.parametrize("probe", [{"path": "/"}, {}, {"path": "/", "scheme": "HTTPS"}])
def test_a_probe_does_not_ask_a_port_of_udp(refusals: Refusals, probe: dict[str, Any]) -> None:
    hint = "name another port, or ask by `exec`"

    for port in ("dns", 5353):
        given = {**WORKER, "ports": {**UDP, "tcp": 9000}, "probes": {"liveness": {**probe, "port": port}}}
        message = f"found `{port}`, which is UDP: a probe asks by TCP"
        assert refusals(Worker, given) == [((), "udp-port", message, hint, ("probes", "liveness", "port"), ())]


def test_nor_does_a_probe_by_grpc_or_one_that_names_no_port_or_metrics(refusals: Refusals) -> None:
    grpc = {**WORKER, "ports": UDP, "probes": {"readiness": {"grpc": "dns"}}}
    silent = {**WORKER, "ports": UDP, "probes": {"readiness": {"path": "/"}}}
    metrics = {**WORKER, "ports": UDP, "metrics": {"port": "dns"}}
    hint = "name another port, or ask by `exec`"

    assert refusals(Worker, grpc) == [
        ((), "udp-port", "found `dns`, which is UDP: a probe asks by TCP", hint, ("probes", "readiness", "grpc"), ())
    ]
    assert refusals(Worker, silent) == [
        ((), "udp-port", "the service has UDP alone: a probe asks by TCP", hint, ("probes", "readiness"), ())
    ]
    assert refusals(Worker, metrics) == [
        (
            (),
            "udp-port",
            "found `dns`, which is UDP: metrics are read by TCP",
            "name another port",
            ("metrics", "port"),
            (),
        )
    ]


def test_a_number_that_is_tcp_too_is_asked(refusals: Refusals) -> None:
    ports = {**UDP, "dns-tcp": 5353}

    assert refusals(Worker, {**WORKER, "ports": ports, "probes": {"liveness": {"port": 5353}}}) == []
