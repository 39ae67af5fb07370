"""A crew gives what one process gives, in order, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from generator.errors import MachineError
from generator.render import Failure, Job
from generator.render.channel import SHARED
from generator.render.crew import CHUNK, Crew
from generator.render.in_process import InProcess
from tests.render.charts import chart, job
from tests.render.conftest import engine_of

CHART = chart(a="kind: {{ .Release.Name }}\nvalue: {{ .Values.text | quote }}\n")
JOBS = [job(CHART, {"text": "x" * 1000}, release=f"R{number}") for number in range(2 * CHUNK + 3)]


@pytest.fixture(autouse=True)
def alone() -> InProcess:
    engine = engine_of("in-process")
    assert isinstance(engine, InProcess)
    return engine


@pytest.fixture
def crew() -> Iterator[Crew]:
    with closing(Crew(2)) as found:
        yield found


def releases(crew: Crew, jobs: list[Job]) -> list[str]:
    return [answer[0].object["kind"] for answer in crew.answers("manifests", jobs)]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_answers_come_in_the_order_of_the_jobs(size: int) -> None:
    with closing(Crew(size)) as crew:
        assert releases(crew, JOBS) == [of.release for of in JOBS]


def test_a_crew_can_be_asked_again(crew: Crew) -> None:
    assert releases(crew, JOBS[:3]) == ["R0", "R1", "R2"]
    assert releases(crew, JOBS[3:5]) == ["R3", "R4"]


def test_both_ends_forget_what_they_shared_at_once(crew: Crew) -> None:
    jobs = [JOBS[number % len(JOBS)] for number in range(2 * CHUNK * (SHARED + 2))]

    assert releases(crew, jobs) == [of.release for of in jobs]


def test_more_than_the_pipes_hold_is_neither_lost_nor_waited_for(crew: Crew) -> None:
    jobs = [job(CHART, {"text": f"{number}" * 10_000}, release="R") for number in range(100, 100 + 6 * CHUNK)]

    found = [answer[0].object["value"] for answer in crew.answers("manifests", jobs)]

    assert found == [of.values[0]["text"] for of in jobs]


def test_a_bug_in_a_worker_is_a_bug(crew: Crew) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'poems'"):
        list(crew.answers("poems", JOBS))


def test_a_worker_that_dies_is_trouble_with_the_machine(crew: Crew) -> None:
    crew.processes[1].kill()

    with pytest.raises(MachineError) as caught:
        list(crew.answers("manifests", JOBS))

    assert caught.value.message == "a process that renders charts died"
    assert caught.value.hint == "free some memory, or set `CARTWRIGHT_ENGINE=cli` to use the helm program"


def test_a_crew_ends_when_nobody_wants_the_rest(crew: Crew) -> None:
    next(crew.answers("manifests", JOBS))

    crew.close()

    assert [process.poll() for process in crew.processes] == [-9, -9]


@pytest.mark.parametrize("expected", [0, 1000])
def test_a_crew_renders_what_one_process_renders(
    alone: InProcess, monkeypatch: pytest.MonkeyPatch, expected: int
) -> None:
    monkeypatch.setattr("generator.render.in_process.FEW", 3)
    jobs = [*JOBS[:3], job(chart(a="\n{{ fail .Release.Name }}"), release="bad")]

    with closing(InProcess(workers=2, expected=expected)) as engine:
        assert list(engine.manifests(jobs)) == list(alone.manifests(jobs))
        assert list(engine.documents(jobs)) == list(alone.documents(jobs))
    assert isinstance(list(alone.manifests(jobs))[-1], Failure)
