"""Expressions of policies: what can be told is told, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diff.rules.expression import UnreadError, answer

POD = {
    "metadata": {"name": "web", "labels": {"app.kubernetes.io/name": "web"}},
    "spec": {"replicas": 3, "containers": [{"name": "a", "image": "web:1"}, {"name": "b", "image": "b:latest"}]},
}
KNOWN: dict[str, Any] = {
    "object.spec.replicas <= 2": False,
    "object.spec.replicas > 2 && object.metadata.name == 'web'": True,
    "!(object.spec.replicas in [1, 2, 3])": False,
    "has(object.metadata.labels) && has(object.metadata.annotations)": False,
    "object.metadata.labels['app.kubernetes.io/name'].startsWith('w')": True,
    "'owner' in object.metadata.labels": False,
    "object.spec.containers.all(c, !c.image.endsWith(':latest'))": False,
    "object.spec.containers.exists(c, c.name == 'b')": True,
    "object.spec.containers.filter(c, c.image.matches(':[0-9]+$')).size() == 1": True,
    "size(object.spec.containers) * 2 - 1": 3,
    "object.spec.replicas == 3 ? 'three' : 'other'": "three",
    "object.spec.containers.map(c, c.name) == ['a', 'b']": True,
    "oldObject == null || object.spec.replicas >= oldObject.spec.replicas": True,
    "object.spec.missing > 1 || object.spec.replicas == 3": True,
    "-object.spec.replicas < 0": True,
}


@pytest.mark.parametrize("expression", KNOWN)
def test_an_expression_is_what_the_language_says(expression: str) -> None:
    assert answer(expression, {"object": POD, "oldObject": None}) == KNOWN[expression]


@pytest.mark.parametrize(
    "expression",
    [
        "object.spec.missing > 1",
        "quantity('1Gi').isGreaterThan(quantity('1Mi'))",
        "params.most > 1",
        "object.metadata.name > 1",
        "object.spec.replicas / 0 == 1",
        "object.metadata.name.matches('(')",
        "object.spec.replicas <=",
        "object spec",
        "'open",
        "(" * 100_000,
        "",
    ],
)
def test_what_cannot_be_told_is_no_answer(expression: str) -> None:
    with pytest.raises(UnreadError):
        answer(expression, {"object": POD})
