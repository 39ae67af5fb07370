"""The fast engine: Helm's library, in this process for a few jobs, in workers for many."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from generator.render import library
from generator.render.job import Document, Failure, Job, Manifest
from generator.render.parsed import parsed

MOST_WORKERS = 4
FEW = {"fork": 64, "spawn": 400}
"""Fewer jobs than this are done before the workers have started."""


class InProcess:
    """Renders by Helm's library; about a millisecond a release."""

    name = "in-process"

    def __init__(self, workers: int | None = None) -> None:
        self.workers = min(_cores(), MOST_WORKERS) if workers is None else workers

    def documents(self, jobs: Sequence[Job]) -> Iterator[tuple[Document, ...] | Failure]:
        """The rendered text of each job."""
        if self._alone(jobs):
            yield from map(library.render, jobs)
            return
        for answer in self._spread(jobs, _documents):
            yield Failure(*answer[1:]) if answer[0] == "failure" else tuple(Document(*pair) for pair in answer[1])

    def manifests(self, jobs: Sequence[Job]) -> Iterator[tuple[Manifest, ...] | Failure]:
        """The rendered objects of each job."""
        if self._alone(jobs):
            yield from (parsed(library.render(job)) for job in jobs)
            return
        for answer in self._spread(jobs, _manifests):
            yield Failure(*answer[1:]) if answer[0] == "failure" else tuple(Manifest(*pair) for pair in answer[1])

    def _alone(self, jobs: Sequence[Job]) -> bool:
        return self.workers < 2 or len(jobs) < FEW[_method()]

    def _spread(self, jobs: Sequence[Job], answer: Any) -> Iterator[Any]:
        from generator.render.workers import answers  # multiprocessing costs more than a few renders

        return answers(jobs, answer, workers=self.workers, method=_method())


def _documents(job: Job) -> tuple[Any, ...]:
    return _plain(library.render(job))


def _manifests(job: Job) -> tuple[Any, ...]:
    return _plain(parsed(library.render(job)))


def _plain(result: tuple[Document | Manifest, ...] | Failure) -> tuple[Any, ...]:
    """The result in types that marshal knows."""
    if isinstance(result, Failure):
        return "failure", result.message, result.origin, result.line, result.column
    return "found", [tuple(part) for part in result]


def _method() -> str:
    """A fork is cheap, and sound only while there is one thread: Go's library has several, and macOS's own too."""
    fork = sys.platform == "linux" and not library.is_loaded() and threading.active_count() == 1
    return "fork" if fork else "spawn"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
