"""Workers give what one process gives, in order, and leave nothing behind."""

from __future__ import annotations

import multiprocessing
import os
from typing import Any

import pytest

from generator.errors import MachineError
from generator.render import Failure, Job
from generator.render.in_process import InProcess
from generator.render.workers import CHUNK, answers
from tests.render.charts import chart, job
from tests.render.conftest import engine_of

CHART = chart(a="kind: {{ .Release.Name }}\n")
JOBS = [job(CHART, release=f"r{number}") for number in range(2 * CHUNK + 3)]


def length(of: Job) -> int:
    return len(of.release)


def name(of: Job) -> str:
    return of.release


def bug(_: Job) -> None:
    raise KeyError("lost")


def trouble(_: Job) -> None:
    raise MachineError("no room", hint="tidy up")


def death(_: Job) -> None:
    os._exit(9)


def spread(answer: Any, workers: int = 2) -> list[Any]:
    return list(answers(JOBS, answer, workers=workers, method="spawn"))


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_answers_come_in_the_order_of_the_jobs(workers: int) -> None:
    assert spread(name, workers) == [of.release for of in JOBS]


def test_a_bug_in_a_worker_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'lost'"):
        spread(bug)


def test_trouble_with_the_machine_stays_that() -> None:
    with pytest.raises(MachineError, match="no room") as caught:
        spread(trouble)

    assert caught.value.hint == "tidy up"


def test_a_worker_that_dies_is_trouble_with_the_machine() -> None:
    with pytest.raises(MachineError) as caught:
        spread(death)

    assert caught.value.message == "a process that renders charts died"
    assert caught.value.hint == "free some memory, or set `CARTWRIGHT_ENGINE=cli` to use the helm program"


def test_workers_end_when_nobody_wants_the_rest() -> None:
    going = answers(JOBS, length, workers=2, method="spawn")
    next(going)

    going.close()  # type: ignore[attr-defined] # a generator behind the name of an iterator

    assert multiprocessing.active_children() == []


def test_workers_render_what_one_process_renders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.render.in_process.FEW", {"fork": 1, "spawn": 1})
    alone = engine_of("in-process")
    jobs = [*JOBS[:3], job(chart(a="\n{{ fail .Release.Name }}"), release="bad")]

    assert list(InProcess(workers=2).manifests(jobs)) == list(alone.manifests(jobs))
    assert list(InProcess(workers=2).documents(jobs)) == list(alone.documents(jobs))
    assert isinstance(list(alone.manifests(jobs))[-1], Failure)
