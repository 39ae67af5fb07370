"""`loadBalancer`: its ports are the service's, each listener has one target, and health can be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.stateful.model import Stateful
from generator.kinds.worker.model import Worker

Refusals = Callable[..., list[tuple[Any, ...]]]
PORTS = {"ssh": 2222, "media": {"port": 10000, "protocol": "udp"}, "turn": 10000, "rpc": 9000}
WORKER: dict[str, Any] = {"kind": "worker", "image": {"repository": "acme/x", "tag": "v1"}, "ports": PORTS}
MEDIA = {**WORKER, "ports": {"media": {"port": 10000, "protocol": "udp"}}, "loadBalancer": {"ports": {"media": 10000}}}


def outside(**ports: int) -> dict[str, Any]:
    return {**WORKER, "loadBalancer": {"ports": ports}}


REFUSED: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
    (
        outside(sshd=22),
        (
            "unknown-port",
            "found the port `sshd`, expected one that the service has: `media`, `rpc`, `ssh`, `turn`",
            "did you mean `ssh`?",
            ("loadBalancer", "ports", "sshd"),
            (),
        ),
    ),
    (
        outside(ssh=22, turn=22),
        (
            "duplicate-port",
            "the ports `ssh` and `turn` are both `22` outside",
            "give one of them another number",
            ("loadBalancer", "ports", "turn"),
            ("loadBalancer", "ports", "ssh"),
        ),
    ),
    (
        outside(media=443, ssh=443),
        (
            "split-listener",
            "`media` and `ssh` share the listener `443`, which sends to one port of the pod, and they are `10000` and "
            "`2222`",
            "give one of them another number",
            ("loadBalancer", "ports", "ssh"),
            ("loadBalancer", "ports", "media"),
        ),
    ),
    (
        MEDIA,
        (
            "udp-port",
            "the service has UDP alone: a load balancer asks by TCP whether a pod is up",
            "add a port that answers by TCP, and a readiness probe that asks it",
            ("loadBalancer",),
            ("ports",),
        ),
    ),
]


@pytest.mark.parametrize(("given", "error"), REFUSED)
def test_what_aws_could_not_make_is_refused_where_it_is_written(
    refusals: Refusals, given: dict[str, Any], error: tuple[Any, ...]
) -> None:
    assert refusals(Worker, given) == [((), *error)]


def test_tcp_and_udp_of_one_port_share_a_number_outside(refusals: Refusals) -> None:
    assert refusals(Worker, outside(media=443, turn=443)) == []


def test_a_probe_that_asks_by_tcp_is_what_a_service_of_udp_lacks(refusals: Refusals) -> None:
    assert refusals(Worker, {**MEDIA, "probes": {"readiness": {"path": "/", "port": 8080}}}) == []
    assert len(refusals(Worker, {**MEDIA, "probes": {"readiness": {"exec": ["check"]}}})) == 1


def test_a_stateful_has_one_too(refusals: Refusals) -> None:
    assert refusals(Stateful, {**outside(ssh=22), "kind": "stateful"}) == []


@pytest.mark.parametrize(
    ("balancer", "code"),
    [
        ({"ports": {}}, "too_short"),
        ({"ports": {"ssh": 0}}, "bad-port"),
        ({"ports": {"ssh": 22}, "sources": []}, "too_short"),
        ({"ports": {"ssh": 22}, "sources": ["203.0.113.7/24"]}, "bad-cidr"),
        ({"ports": {"ssh": 22}, "host": "*"}, "bad-host"),
        ({}, "missing"),
    ],
)
def test_its_own_keys_have_their_formats(refusals: Refusals, balancer: dict[str, Any], code: str) -> None:
    assert [error[1] for error in refusals(Worker, {**WORKER, "loadBalancer": balancer})] == [code]


@pytest.mark.parametrize(
    "key",
    [
        "external-dns.alpha.kubernetes.io/hostname",
        "service.beta.kubernetes.io/load-balancer-source-ranges",
        "service.beta.kubernetes.io/aws-load-balancer-scheme",
        "service.beta.kubernetes.io/aws-load-balancer-healthcheck-port",
    ],
)
def test_an_annotation_that_the_key_stands_for_is_refused(refusals: Refusals, key: str) -> None:
    given = {**outside(ssh=22), "annotations": {"loadBalancer": {key: "x"}}}

    ((path, code, message, hint, *_),) = refusals(Worker, given)
    assert (path[:2], code, hint) == (
        ("annotations", "loadBalancer"),
        "bad-annotation",
        f"remove it: {'the readiness probe' if 'health' in key else '`loadBalancer`'} says this",
    )
    assert message.endswith("not one that `loadBalancer` stands for")
