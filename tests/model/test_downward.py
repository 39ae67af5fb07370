"""Fields of the pod and resources of the container, as Kubernetes gives them to variables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.worker.model import Worker
from generator.model.downward import FIELDS, RESOURCES, OwnResource, PodField

Refusals = Callable[..., list[tuple[Any, ...]]]
FIELD = "a field that Kubernetes gives to a variable, such as `status.podIP` or `metadata.labels['<key>']`"


@pytest.mark.parametrize("field", [*FIELDS, "metadata.labels['app.kubernetes.io/name']", "metadata.annotations['a']"])
def test_fields_of_a_pod_are_taken(field: str) -> None:
    assert PodField.model_validate({"field": field}).field == field


@pytest.mark.parametrize("resource", RESOURCES)
def test_resources_of_a_container_are_taken(resource: str) -> None:
    assert OwnResource.model_validate({"resource": resource, "divisor": "1"}).resource == resource


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("status.podIp", "did you mean `status.podIP`?"),
        ("podIP", "did you mean `status.podIP`?"),
        ("namespace", "did you mean `metadata.namespace`?"),
        ("spec.containers", ""),
        ("metadata.labels", "name one of them: `metadata.labels['<key>']`"),
        ("metadata.labels['a b']", ""),
    ],
)
def test_another_field_is_refused(refusals: Refusals, field: str, hint: str) -> None:
    assert refusals(PodField, {"field": field}) == [
        (("field",), "bad-field", f"found `{field}`, expected {FIELD}", hint, (), ())
    ]


def test_an_amount_is_counted_in_what_there_is(refusals: Refusals) -> None:
    assert refusals(OwnResource, {"resource": "limits.cpu", "divisor": "1Mi"}) == [
        ((), "bad-divisor", "found `1Mi`, and cores are counted in `1`, `1m`", "", ("divisor",), ("resource",))
    ]
    (refused,) = refusals(OwnResource, {"resource": "limits.memory", "divisor": "1m"})
    assert refused[2].startswith("found `1m`, and bytes are counted in `1`, `1k`, `1M`")
    (refused,) = refusals(OwnResource, {"resource": "limit.memory"})
    assert refused[1:4] == (
        "bad-resource",
        "found `limit.memory`, expected a resource such as `limits.memory` or `requests.cpu`",
        "did you mean `limits.memory`?",
    )


def test_a_variable_is_one_of_these() -> None:
    env = {"IP": {"field": "status.podIP"}, "CORES": {"resource": "limits.cpu"}, "A": "b", "S": {"secret": "s"}}
    worker = Worker.model_validate({"kind": "worker", "image": {"repository": "acme/x", "tag": "v1"}, "env": env})

    assert [type(value).__name__ for value in worker.env.values()] == ["PodField", "OwnResource", "str", "Secret"]
