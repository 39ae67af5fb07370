"""Placement, annotations, images, and what a cronjob takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.kinds.cronjob.model import CronJob
from generator.kinds.worker.model import Worker
from generator.model.serving import Serving
from generator.model.workload import Annotations, Toleration

Refusals = Callable[..., list[tuple[Any, ...]]]
IMAGE = {"repository": "acme/x", "tag": "v1"}
WORKER: dict[str, Any] = {"kind": "worker", "image": IMAGE}

REFUSED: list[tuple[Any, dict[str, Any], tuple[Any, ...]]] = [
    (
        Toleration,
        {"key": "a", "operator": "Exists", "value": "b"},
        (
            "bad-toleration",
            "a toleration with the operator `Exists` takes no value",
            "remove `value`",
            ("value",),
            ("operator",),
        ),
    ),
    (
        Toleration,
        {"value": "b"},
        (
            "bad-toleration",
            "a toleration without `key` needs the operator `Exists`",
            "add `key`, or `operator: Exists`",
            (),
            (),
        ),
    ),
    (
        Toleration,
        {"key": "a", "tolerationSeconds": 5},
        (
            "bad-toleration",
            "`tolerationSeconds` needs the effect `NoExecute`",
            "add `effect: NoExecute`",
            ("tolerationSeconds",),
            (),
        ),
    ),
]


@pytest.mark.parametrize(("model", "given", "error"), REFUSED)
def test_two_keys_that_do_not_go_together_are_refused_at_the_one_and_beside_the_other(
    refusals: Refusals, model: Any, given: dict[str, Any], error: tuple[Any, ...]
) -> None:
    assert refusals(model, given) == [((), *error)]


def test_a_cronjob_has_a_schedule_and_takes_nothing_that_stays_up(refusals: Refusals) -> None:
    given: dict[str, Any] = {"kind": "cronjob", "image": IMAGE, "schedule": "0 2 * * *", "deadline": "1h"}
    job = CronJob.model_validate(given)

    assert (job.deadline_seconds, job.retries, job.concurrency_policy, job.all_ports) == (3600, 2, "Forbid", {})
    assert refusals(CronJob, {**given, "port": 8080, "probes": {}, "replicas": 1}) == [
        (("port",), "extra_forbidden"),
        (("probes",), "extra_forbidden"),
        (("replicas",), "extra_forbidden"),
    ]
    assert not issubclass(CronJob, Serving)


def test_an_image_may_be_another_services() -> None:
    worker = Worker.model_validate({**WORKER, "image": {"from": "backend"}})

    assert worker.image.source == "backend"  # type: ignore[union-attr]  # the variant is what is tested


def test_a_key_of_another_tool_is_no_annotation_to_set(refusals: Refusals) -> None:
    found = refusals(Annotations, {"pod": {"helm.sh/hook": "x", "a": 1}})

    message = (
        "found `helm.sh/hook`, expected a key such as `example.com/name`, none of Argo CD, Helm or kubectl, no snippet "
        "and no security profile"
    )
    assert found == [
        (("pod", "helm.sh/hook"), "bad-annotation", message, "", (), ()),
        (("pod", "a"), "wrong-type", "found the number `1`, expected text", "quote it", (), ()),
    ]
