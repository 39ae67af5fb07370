"""What a service says that it offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.stateful.model import Stateful
from generator.kinds.worker.model import Worker

Refusals = Callable[..., list[tuple[Any, ...]]]
IMAGE = {"repository": "acme/app", "tag": "v1"}
SECRET = {"secret": "password"}


@pytest.mark.parametrize(
    ("offers", "error"),
    [
        ({"x": {"user": "a"}}, (("offers", "x", "scheme"), "missing")),
        ({"x": {"scheme": "a", "secret": "b"}}, (("offers", "x", "secret"), "extra_forbidden")),
        ({"x": {"of": "auth"}}, (("offers", "x", "secret"), "missing")),
        (
            {"x": {"scheme": "amqp", "password": SECRET}},
            (
                ("offers", "x"),
                "missing-key",
                "a password goes with a user",
                'add `user`, `""` where there is none',
                ("password",),
                (),
            ),
        ),
        (
            {"x": {"scheme": "amqp", "port": "amq"}},
            (
                (),
                "unknown-port",
                "found the port `amq`, expected one that the service has: `amqp`",
                "did you mean `amqp`?",
                ("offers", "x", "port"),
                (),
            ),
        ),
        (
            {"x": {"scheme": "amqp://"}},
            (
                ("offers", "x", "scheme"),
                "bad-scheme",
                "found `amqp://`, expected the scheme of a URL such as `amqp`",
                "did you mean `amqp`?",
                (),
                (),
            ),
        ),
        (
            {"host": "x"},
            (
                ("offers", "host"),
                "bad-name",
                "found `host`, expected the name of an offer: letters, digits, `_` and `-`, "
                "and none of `address`, `host` and `port`",
                "remove it: every service with ports offers it",
                (),
                (),
            ),
        ),
        (
            {"password": "hunter2hunter2"},
            (
                (),
                "plain-secret",
                "the offer names a secret, and its value is text that git keeps",
                "put it into the service's remote secret and write `{secret: <key>}`; replace it, as git keeps it",
                ("offers", "password"),
                (),
            ),
        ),
    ],
)
def test_an_offer_is_a_text_a_secret_or_a_url(refusals: Refusals, offers: Any, error: tuple[Any, ...]) -> None:
    service = {"kind": "stateful", "image": IMAGE, "ports": {"amqp": 5672}, "offers": offers}

    assert refusals(Stateful, service) == [error]


def test_a_url_needs_a_port(refusals: Refusals) -> None:
    service = {"kind": "worker", "image": IMAGE, "offers": {"url": {"scheme": "http"}}}

    assert refusals(Worker, service) == [
        ((), "missing-port", "a URL needs a port, and the service has none", "add `port`", ("offers", "url"), ())
    ]


def test_a_stateful_has_a_port(refusals: Refusals) -> None:
    assert refusals(Stateful, {"kind": "stateful", "image": IMAGE}) == [
        (
            (),
            "missing-key",
            "a `stateful` needs `port` or `ports`",
            "add the port that it listens on: `ports: {amqp: 5672}`",
            (),
            (),
        )
    ]
