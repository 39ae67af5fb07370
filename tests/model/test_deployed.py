"""Scaling and rollout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.web.model import Web
from generator.model.deployed import Strategy
from generator.model.scaling import Scaling

Refusals = Callable[..., list[tuple[Any, ...]]]
IMAGE = {"repository": "acme/x", "tag": "v1"}
WEB: dict[str, Any] = {"kind": "web", "image": IMAGE, "port": 8080}

REFUSED: list[tuple[Any, dict[str, Any], tuple[Any, ...]]] = [
    (
        Scaling,
        {"min": 5, "max": 2, "cpu": 70},
        ("min-over-max", "`min: 5` is over `max: 2`", "raise `max` or lower `min`", ("min",), ("max",)),
    ),
    (
        Scaling,
        {"min": 1, "max": 2},
        ("missing-target", "scaling has neither `cpu` nor `memory` to aim at", "add `cpu: 70`", (), ()),
    ),
    (
        Scaling,
        {"min": 1, "max": 2, "cpu": 70, "scaleDownWindow": "2h"},
        ("bad-duration", "found `2h`, expected at most `1h`", "", ("scaleDownWindow",), ()),
    ),
    (
        Scaling,
        {
            "min": 1,
            "max": 2,
            "cpu": 70,
            "scaleDownWindow": "5m",
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 60}},
        },
        (
            "conflicting-keys",
            "found `scaleDownWindow` and `behavior.scaleDown.stabilizationWindowSeconds`, expected one of them",
            "keep one of them",
            ("behavior", "scaleDown", "stabilizationWindowSeconds"),
            ("scaleDownWindow",),
        ),
    ),
    (
        Strategy,
        {"type": "Recreate", "maxSurge": 1},
        (
            "conflicting-keys",
            "`maxSurge` goes with `RollingUpdate` only",
            "remove `maxSurge`",
            ("maxSurge",),
            ("type",),
        ),
    ),
    (
        Strategy,
        {"maxSurge": 0, "maxUnavailable": "0%"},
        (
            "stuck-rollout",
            "with no pod more and no pod fewer than wanted, none could ever be replaced",
            "raise `maxSurge`",
            ("maxSurge",),
            (),
        ),
    ),
    (
        Web,
        {**WEB, "replicas": 1, "scaling": {"min": 1, "max": 2, "cpu": 70}, "resources": {"requests": {"cpu": 1}}},
        (
            "conflicting-keys",
            "found `replicas` and `scaling`, expected one of them",
            "remove one of them; in an environment, `null` removes what a weaker layer says",
            ("replicas",),
            ("scaling",),
        ),
    ),
    (
        Web,
        {**WEB, "scaling": {"min": 1, "max": 2, "cpu": 70}},
        (
            "missing-request",
            "scaling aims at a share of the cpu request, and there is none",
            "add `resources.requests.cpu`",
            ("scaling", "cpu"),
            ("resources",),
        ),
    ),
]


@pytest.mark.parametrize(("model", "given", "error"), REFUSED)
def test_two_keys_that_do_not_go_together_are_refused_at_the_one_and_beside_the_other(
    refusals: Refusals, model: Any, given: dict[str, Any], error: tuple[Any, ...]
) -> None:
    assert refusals(model, given) == [((), *error)]
