"""An engine around another: charts of people's are rendered in cells, all others as ever."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from generator.errors import MachineError
from generator.render.brought import culprit
from generator.render.brought.chart import Brought
from generator.render.brought.functions import reachable
from generator.render.brought.limits import NETWORK, Limits, Stopped
from generator.render.brought.verdicts import UNSORTED, Answer, not_rendered, stopped, taken
from generator.render.brought.warden import Cell
from generator.render.job import Document, Engine, Failure, Job, Manifest
from generator.render.program import HelmProgram

Rendering = TypeVar("Rendering", Document, Manifest)
AT_ONCE = 2
RENDERS, RENDERS_OF_UNSORTED = 2, 8
"""How often a release is rendered, and where a chart asks for the keys or values of a mapping, which have no order."""


class Guarded:
    """Renders every chart, those of people's in processes of their own; with `secrets`, also what holds some."""

    def __init__(self, engine: Engine, limits: Limits | None = None, *, secrets: bool = False) -> None:
        self._engine = engine
        self._secrets = secrets
        self._limits = limits or Limits()
        self._cells: set[Cell] = set()
        self._is_over = False
        self._spent = 0.0
        self.open: set[str] = set()
        """what no cell could be cut off from"""

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self._engine.name

    def documents(self, jobs: Sequence[Job]) -> Iterator[tuple[Document, ...] | Failure]:
        """The rendered text of each job; that of people's charts is written anew, with nothing unseen in it."""
        return self._both("documents", Document, self._engine.documents, jobs)

    def manifests(self, jobs: Sequence[Job]) -> Iterator[tuple[Manifest, ...] | Failure]:
        """The rendered objects of each job."""
        return self._both("manifests", Manifest, self._engine.manifests, jobs)

    def _both(
        self,
        question: str,
        noun: Callable[..., Rendering],
        engine: Callable[[Sequence[Job]], Iterator[tuple[Rendering, ...] | Failure]],
        jobs: Sequence[Job],
    ) -> Iterator[tuple[Rendering, ...] | Failure]:
        """The engine's answers and those of cells, in the order of the jobs."""
        ours = engine([job for job in jobs if not isinstance(job.chart, Brought)])
        theirs = iter(self._answers(question, jobs))
        for job in jobs:
            if isinstance(job.chart, Brought):
                found = next(theirs)
                yield found if isinstance(found, Failure) else tuple(noun(*one) for one in found)
            else:
                yield next(ours)

    def close(self) -> None:
        """Let go of what the engine holds."""
        self._engine.close()

    def _answers(self, question: str, jobs: Sequence[Job]) -> list[Answer]:
        """Those of people's charts, in the order of their jobs; two charts at a time."""
        from concurrent.futures import ThreadPoolExecutor

        by_chart: dict[Brought, list[tuple[int, Job]]] = {}
        for number, job in enumerate(jobs):
            if isinstance(job.chart, Brought):
                by_chart.setdefault(job.chart, []).append((number, job))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = pool.map(lambda one: self._of_a_chart(question, *one), by_chart.items())
            try:
                answers = {number: answer for numbered in found for number, answer in numbered}
            except BaseException:  # nobody waits for what is still at work
                self._end()
                raise
        return [answers[number] for number in sorted(answers)]

    def _end(self) -> None:
        self._is_over = True
        for cell in [*self._cells]:
            cell.kill()

    def _of_a_chart(self, question: str, chart: Brought, jobs: Sequence[tuple[int, Job]]) -> list[tuple[int, Answer]]:
        """One cell for all its releases; once it was stopped, that is the answer for the others."""
        found: list[tuple[int, Answer]] = []
        with self._cell(chart, self._limits, len(jobs)) as cell:
            for number, job in jobs:
                answer = None if self._spent > self._limits.in_all else self._timed(cell, question, chart, job)
                if answer is None or isinstance(answer, Stopped):
                    failure = self._stopped(chart, job, answer) if answer else not_rendered(self._limits)
                    return [*found, *((rest, failure) for rest, _ in jobs[len(found) :])]
                found.append((number, taken(chart, answer)))
        return found

    def _timed(self, cell: Cell, question: str, chart: Brought, job: Job) -> dict[str, Any] | Stopped:
        start = time.monotonic()
        answer = cell.ask(_request(question, chart, job))
        self._spent += time.monotonic() - start
        return answer

    def _stopped(self, chart: Brought, job: Job, why: Stopped) -> Failure:
        """The failure, at the line that takes so much."""
        short = replace(self._limits, seconds=min(self._limits.seconds, culprit.SECONDS))

        def ends(texts: Mapping[str, str]) -> bool:
            with self._cell(replace(chart, files={**chart.files, **texts}), short, 1) as cell:
                return not isinstance(cell.ask({**_request("documents", chart, job), "renders": 1}), Stopped)

        return stopped(chart, why, self._limits, *culprit.found(chart, ends))

    @contextmanager
    def _cell(self, chart: Brought, limits: Limits, releases: int) -> Iterator[Cell]:
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="cartwright-") as name:
            home = Path(name)
            _unpack(chart, home / "chart")
            engine = self._engine
            settings = {
                "name": chart.name,
                "folder": str(home / "chart"),
                "program": str(engine.program) if isinstance(engine, HelmProgram) else "",
                "crds": chart.crds,
                "memory": limits.memory,
                "output": limits.output,
                "secrets": self._secrets,
                "seconds": int(limits.seconds * (releases + 1)),
            }
            with closing(Cell(settings, home, limits)) as cell:
                self._cells.add(cell)
                if self._is_over:
                    raise MachineError("rendering was interrupted")
                self.open |= {NETWORK} - set(cell.held)
                yield cell


def _request(question: str, chart: Brought, job: Job) -> dict[str, Any]:
    words = {token.text for _, action in reachable(chart) for token in action.tokens}
    renders = RENDERS_OF_UNSORTED if words & set(UNSORTED) else RENDERS
    where = {"release": job.release, "namespace": job.namespace, "kubernetes": job.kubernetes}
    return {**where, "question": question, "values": list(job.values), "renders": renders}


def _unpack(chart: Brought, folder: Path) -> None:
    """The very bytes that were looked at, where nobody else changes them."""
    for path, data in chart.raw.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(chart.files[path].encode() if path in chart.templates else data)
