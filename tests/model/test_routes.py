"""Routes of a `web`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.web.model import Route, Web

Refusals = Callable[..., list[tuple[Any, ...]]]
IMAGE = {"repository": "acme/x", "tag": "v1"}
WEB: dict[str, Any] = {"kind": "web", "image": IMAGE, "port": 8080}

REFUSED: list[tuple[Any, dict[str, Any], tuple[Any, ...]]] = [
    (
        Route,
        {"host": "www", "redirect": "@", "path": "/"},
        (
            "conflicting-keys",
            "a route with `redirect` leads a whole host elsewhere, and takes no `path`",
            "remove `path`",
            ("path",),
            ("redirect",),
        ),
    ),
    (
        Route,
        {"host": "www", "redirect": "@", "idleTimeout": "1h"},
        (
            "conflicting-keys",
            "a route with `redirect` leads a whole host elsewhere, and takes no `idleTimeout`",
            "remove `idleTimeout`",
            ("idleTimeout",),
            ("redirect",),
        ),
    ),
    (
        Route,
        {"host": "www", "idleTimeout": "2h"},
        ("bad-duration", "found `2h`, expected at most `4000s`, which is what AWS takes", "", ("idleTimeout",), ()),
    ),
    (
        Route,
        {"host": "www", "sticky": "8d"},
        ("bad-duration", "found `8d`, expected at most `7d`, which is what AWS takes", "", ("sticky",), ()),
    ),
    (
        Route,
        {"host": "@", "redirect": "@"},
        ("bad-redirect", "the host `@` leads to itself", "", ("redirect",), ("host",)),
    ),
    (
        Web,
        {**WEB, "routes": {"shop": {"host": "@", "port": "rpc"}}},
        (
            "unknown-port",
            "found the port `rpc`, expected one that the service has: `http`",
            "",
            ("routes", "shop", "port"),
            (),
        ),
    ),
]


@pytest.mark.parametrize(("model", "given", "error"), REFUSED)
def test_two_keys_that_do_not_go_together_are_refused_at_the_one_and_beside_the_other(
    refusals: Refusals, model: Any, given: dict[str, Any], error: tuple[Any, ...]
) -> None:
    assert refusals(model, given) == [((), *error)]
