"""Label selectors."""

from __future__ import annotations

from typing import Any

import pytest

from generator.kubernetes.selector import chooses, written

LABELS = {"app": "api", "tier": "back"}


def expression(key: str, operator: str, *values: str) -> dict[str, Any]:
    return {"matchExpressions": [{"key": key, "operator": operator, "values": list(values)}]}


@pytest.mark.parametrize(
    ("selector", "answer"),
    [
        ({}, True),
        ({"matchLabels": {"app": "api"}}, True),
        ({"matchLabels": {"app": "api", "tier": "front"}}, False),
        ({"matchLabels": {"zone": "a"}}, False),
        (expression("app", "In", "api", "web"), True),
        (expression("app", "In", "web"), False),
        (expression("zone", "In", "a"), False),
        (expression("app", "NotIn", "api"), False),
        (expression("zone", "NotIn", "a"), True),
        (expression("app", "Exists"), True),
        (expression("zone", "Exists"), False),
        (expression("app", "DoesNotExist"), False),
        (expression("zone", "DoesNotExist"), True),
        (expression("app", "Perhaps"), False),
        ({"matchLabels": {"app": "api"}, **expression("tier", "In", "front")}, False),
    ],
)
def test_a_selector_asks_for_all_that_it_says(selector: dict[str, Any], answer: bool) -> None:
    assert chooses(selector, LABELS) is answer


def test_a_selector_is_written_as_kubectl_takes_it() -> None:
    selector = {"matchLabels": {"app": "api"}, **expression("tier", "In", "a", "b")}

    assert written(selector) == "app=api,tier in (a,b)"
    assert written(expression("tier", "Exists")) == "tier exists"
