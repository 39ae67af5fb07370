"""What every service says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.model.service import Need, Service

Refusals = Callable[..., list[tuple[Any, ...]]]


def test_needs_are_services_and_internet_is_none_of_them() -> None:
    given = {"kind": "x", "needs": {"redis": {}, "postgres": {"connections": 20}, "internet": {"ports": [443]}}}
    service = Service.model_validate(given)

    assert list(service.needs.items()) == [("postgres", Need(connections=20)), ("redis", Need())]
    assert service.internet is not None
    assert service.internet.ports == [443]


def test_without_needs_there_are_no_edges() -> None:
    service = Service.model_validate({"kind": "x"})

    assert (service.needs, service.internet) == ({}, None)


def test_an_unknown_key_of_a_need_is_an_unknown_key(refusals: Refusals) -> None:
    found = refusals(Service, {"kind": "x", "needs": {"redis": {"conections": 1}}})

    assert found == [(("needs", "redis", "conections"), "extra_forbidden")]


def test_a_need_that_is_no_name_is_refused(refusals: Refusals) -> None:
    message = "found `Redis`, expected a letter, then lower-case letters, digits and `-`, ending with a letter or digit"

    assert refusals(Service, {"kind": "x", "needs": {"Redis": {}}}) == [
        (("needs",), "bad-name", message, "", ("Redis",), ())
    ]


def test_an_availability_is_more_than_0_and_less_than_100(refusals: Refusals) -> None:
    assert refusals(Service, {"kind": "x", "slo": {"availability": 100}}) == [(("slo", "availability"), "less_than")]
    assert refusals(Service, {"kind": "x", "slo": {"availability": 99}}) == []
