"""No rule stumbles over an object of another shape than Kubernetes has: that is told elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from generator.diff.rules.danger import RISKS
from tests.diff.rules.danger.cases import Case, cases

STRANGE: tuple[Any, ...] = (None, "", "x", 3, -1, True, 2.5, [], {}, {"x": {}}, [{"name": 3}])
FIRED = [case for case in cases() if case.sort == "fires"]


def variants(node: Any, strange: Any) -> Iterator[Any]:
    """The same with one value after the other replaced."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in ("kind", "apiVersion"):
                yield {**node, key: strange}
                yield from ({**node, key: one} for one in variants(value, strange))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            if isinstance(strange, dict):  # an item that is none is refused before anything is judged
                yield [*node[:place], strange, *node[place + 1 :]]
            yield from ([*node[:place], one, *node[place + 1 :]] for one in variants(value, strange))


@pytest.mark.parametrize("case", FIRED, ids=lambda case: f"{case.rule}-{case.why}")
def test_an_object_of_a_strange_shape_is_judged_without_a_stumble(case: Case) -> None:
    rules = [rule for rule in RISKS if rule.id == case.rule]
    for side in ("base", "head"):
        objects = getattr(case.around, side)
        for who, body in objects.items():
            for strange in STRANGE:
                for body_of_another_shape in variants(body, strange):
                    around = replace(case.around, **{side: {**objects, who: body_of_another_shape}})
                    assert all(hit.message for _, _, hit in case._replace(around=around).hits(rules))
