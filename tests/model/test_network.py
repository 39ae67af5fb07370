"""Ranges, ports, paths of HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.network import CIDR, HTTP_PATH, PORT, PORT_REFERENCE, ROUTE_PATH, VPC_CIDR, Network
from generator.model.scalar import Scalar

PORT_REFERENCE_EXPECTED = "a port name: 1 to 15 lower-case letters, digits and single `-`, with at least one letter"
HTTP_PATH_EXPECTED = "a path such as `/api`: it begins with `/`, without `//`, `..`, `?` and `#`"
ROUTE_PATH_EXPECTED = "a path such as `/api`: letters, digits and `_-.$/~@:+`, without `//` and `..`"

REFUSED = [
    (CIDR, "10.0.0.0/33", "bad-cidr", "found `10.0.0.0/33`, expected an IPv4 range such as `203.0.113.0/24`", ""),
    (
        CIDR,
        "10.0.0.1/16",
        "bad-cidr",
        "found `10.0.0.1/16`, expected a range without host bits",
        "did you mean `10.0.0.0/16`?",
    ),
    (
        CIDR,
        "10.0.0.0/255.255.0.0",
        "bad-cidr",
        "found `10.0.0.0/255.255.0.0`, expected an IPv4 range such as `203.0.113.0/24`",
        "write the prefix length, as in `10.20.0.0/16`",
    ),
    (CIDR, "010.0.0.0/8", "bad-cidr", "found `010.0.0.0/8`, expected an IPv4 range such as `203.0.113.0/24`", ""),
    (
        CIDR,
        10,
        "wrong-type",
        "found the number `10`, expected an IPv4 range such as `203.0.113.0/24`",
        "write the prefix length, as in `10.20.0.0/16`",
    ),
    (
        CIDR,
        "10.0.0.0",
        "bad-cidr",
        "found `10.0.0.0`, expected an IPv4 range such as `203.0.113.0/24`",
        "write the prefix length, as in `10.20.0.0/16`",
    ),
    (CIDR, "::/0", "bad-cidr", "found `::/0`, expected an IPv4 range such as `203.0.113.0/24`", ""),
    (
        VPC_CIDR,
        "10.0.0.0/8",
        "bad-cidr",
        "found `10.0.0.0/8`, expected an IPv4 range from `/16` to `/28` such as `10.20.0.0/16`",
        "",
    ),
    (
        VPC_CIDR,
        "10.0.0.1/16",
        "bad-cidr",
        "found `10.0.0.1/16`, expected a range without host bits",
        "did you mean `10.0.0.0/16`?",
    ),
    (PORT, 0, "bad-port", "found `0`, expected a port from 1 to 65535", ""),
    (PORT, 65536, "bad-port", "found `65536`, expected a port from 1 to 65535", ""),
    (PORT, "8080", "wrong-type", "found the text `8080`, expected a whole number", "remove the quotes"),
    (PORT, "8080/tcp", "wrong-type", "found the text `8080/tcp`, expected a whole number", ""),
    (PORT, 80.5, "wrong-type", "found the number `80.5`, expected a whole number", ""),
    (PORT, 80.0, "wrong-type", "found the number `80.0`, expected a whole number", "write `80`"),
    (PORT, True, "wrong-type", "found `true`, expected a whole number", ""),
    (PORT, None, "wrong-type", "found nothing, expected a whole number", ""),
    (PORT_REFERENCE, 0, "bad-port", "found `0`, expected a port from 1 to 65535", ""),
    (PORT_REFERENCE, "A", "bad-name", f"found `A`, expected {PORT_REFERENCE_EXPECTED}", "did you mean `a`?"),
    (PORT_REFERENCE, True, "wrong-type", "found `true`, expected a port, by name or number", ""),
    (HTTP_PATH, "api", "bad-path", f"found `api`, expected {HTTP_PATH_EXPECTED}", "did you mean `/api`?"),
    (HTTP_PATH, "/a//b", "bad-path", f"found `/a//b`, expected {HTTP_PATH_EXPECTED}", ""),
    (HTTP_PATH, "/a/../b", "bad-path", f"found `/a/../b`, expected {HTTP_PATH_EXPECTED}", ""),
    (HTTP_PATH, "/a?b", "bad-path", f"found `/a?b`, expected {HTTP_PATH_EXPECTED}", ""),
    (HTTP_PATH, "/" * 1025, "bad-path", "found 1025 characters, expected at most 1024", ""),
    (ROUTE_PATH, "/" * 127, "bad-path", "found 127 characters, expected at most 126", ""),
    (
        ROUTE_PATH,
        "/a%2Fb",
        "bad-path",
        f"found `/a%2Fb`, expected {ROUTE_PATH_EXPECTED}",
        "write the path as a person reads it: the load balancer decodes nothing",
    ),
    (
        ROUTE_PATH,
        "/api/*",
        "bad-path",
        f"found `/api/*`, expected {ROUTE_PATH_EXPECTED}",
        "remove the `*`: a path stands for all that begin with it",
    ),
    (ROUTE_PATH, "/a,b", "bad-path", f"found `/a,b`, expected {ROUTE_PATH_EXPECTED}", ""),
    (ROUTE_PATH, "/a!", "bad-path", f"found `/a!`, expected {ROUTE_PATH_EXPECTED}", ""),
]
TAKEN = [
    (CIDR, "10.0.0.0/8"),
    (CIDR, "0.0.0.0/0"),
    (CIDR, "203.0.113.7/32"),
    (VPC_CIDR, "10.20.0.0/16"),
    (PORT, 1),
    (PORT, 65535),
    (PORT_REFERENCE, "http"),
    (PORT_REFERENCE, 80),
    (HTTP_PATH, "/"),
    (HTTP_PATH, "/api/v1.0/~a"),
    (HTTP_PATH, "/a%2Fb"),
    (ROUTE_PATH, "/_a-b.c$~@:+/v1.0"),
    (ROUTE_PATH, "/" + "a" * 125),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_an_address_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_an_address_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value


def test_a_list_of_subnets_is_not_empty(refusals: Callable[..., Any]) -> None:
    found = refusals(Network, {"cidr": "10.20.0.0/16", "public": [], "private": [], "database": []})

    assert found == [((kind,), "too_short") for kind in ("public", "private", "database")]


def test_a_subnet_outside_the_range_is_refused_beside_the_range(refusals: Callable[..., Any]) -> None:
    found = refusals(Network, {"cidr": "10.20.0.0/16", "public": ["10.21.0.0/20"]})

    message = "`10.21.0.0/20` is not within `10.20.0.0/16`"
    assert found == [((), "bad-cidr", message, "", ("public", 0), ("cidr",))]


def test_two_subnets_that_overlap_are_refused(refusals: Callable[..., Any]) -> None:
    found = refusals(Network, {"cidr": "10.20.0.0/16", "public": ["10.20.0.0/20"], "private": ["10.20.0.0/18"]})

    message = "`10.20.0.0/18` overlaps `10.20.0.0/20`"
    assert found == [((), "cidr-overlap", message, "", ("private", 0), ("public", 0))]
