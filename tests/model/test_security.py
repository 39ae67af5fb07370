"""Security contexts: Kubernetes' names, and no more than Pod Security baseline allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.security import ADDED, DROPPED, PROFILE, SETTING, SYSCTL, SecurityContext

Said = Callable[..., Any]


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (ADDED, "CAP_CHOWN", "did you mean `CHOWN`?"),
        (ADDED, "net_bind_service", "did you mean `NET_BIND_SERVICE`?"),
        (ADDED, "SYS_ADMIN", ""),
        (ADDED, "ALL", ""),
        (DROPPED, "all", "did you mean `ALL`?"),
        (DROPPED, "CAP_ALL", "did you mean `ALL`?"),
        (SYSCTL, "net.ipv4.tcp_rmen", "did you mean `net.ipv4.tcp_rmem`?"),
        (SYSCTL, "kernel.msgmax", ""),
        (SETTING, "yes", ""),
        (PROFILE, "../audit.json", ""),
        (PROFILE, "/audit.json", ""),
    ],
)
def test_what_baseline_does_not_allow_is_no_value(said: Said, rule: Any, value: str, expected: str) -> None:
    _, message, hint = said(rule, value)

    assert message == f"found `{value}`, expected {rule.expected}"
    assert hint == expected


def test_a_profile_on_the_node_is_named(refusals: Said) -> None:
    assert refusals(SecurityContext, {"seccompProfile": {"type": "Localhost"}}) == [
        (
            ("seccompProfile",),
            "missing-key",
            "`type: Localhost` needs `localhostProfile`",
            "name the profile on the node",
            ("type",),
            (),
        )
    ]
    assert refusals(SecurityContext, {"appArmorProfile": {"type": "RuntimeDefault", "localhostProfile": "x"}}) == [
        (
            ("appArmorProfile",),
            "conflicting-keys",
            "`localhostProfile` goes with `type: Localhost` only",
            "remove `localhostProfile`",
            ("localhostProfile",),
            ("type",),
        )
    ]
    assert refusals(SecurityContext, {"seccompProfile": {"type": "Unconfined"}}) == [
        (("seccompProfile", "type"), "literal_error")
    ]


def test_the_user_stands_beside_it(refusals: Said) -> None:
    assert refusals(SecurityContext, {"runAsUser": 1000}) == [
        (
            (),
            "key-elsewhere",
            "`runAsUser` is a key of the service itself",
            "move it up, beside `securityContext`",
            ("runAsUser",),
            (),
        )
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"runAsGroup": 0, "readOnlyRootFilesystem": False, "fsGroup": 0}, []),
        ({"capabilities": {"add": ["NET_BIND_SERVICE"]}}, []),
        ({"runAsNonRoot": False}, ["runAsNonRoot: false"]),
        ({"allowPrivilegeEscalation": True}, ["allowPrivilegeEscalation: true"]),
        ({"capabilities": {"drop": ["CHOWN"]}}, ["capabilities.drop without ALL"]),
        ({"capabilities": {"add": ["CHOWN", "KILL"]}}, ["capabilities.add: CHOWN", "capabilities.add: KILL"]),
    ],
)
def test_what_restricted_refuses_is_known(given: dict[str, Any], found: list[str]) -> None:
    assert [what for _, what in SecurityContext.model_validate(given).loosened()] == found


@pytest.mark.parametrize(
    ("given", "port"),
    [
        ({}, 1024),
        ({"runAsNonRoot": False}, 1024),
        ({"runAsNonRoot": False, "capabilities": {"add": ["NET_BIND_SERVICE"]}}, 1),
        ({"runAsNonRoot": False, "capabilities": {"drop": ["KILL"]}}, 1),
        ({"capabilities": {"add": ["NET_BIND_SERVICE"]}}, 1024),
        ({"sysctls": [{"name": "net.ipv4.ip_unprivileged_port_start", "value": "80"}]}, 80),
        ({"sysctls": [{"name": "net.ipv4.tcp_syncookies", "value": "1"}]}, 1024),
    ],
)
def test_the_lowest_port_follows(given: dict[str, Any], port: int) -> None:
    assert SecurityContext.model_validate(given).lowest_port == port
