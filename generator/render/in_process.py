"""The fast engine: Helm's library, in this process for a few jobs, in a crew of others for many."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from generator.render import library
from generator.render.job import Document, Failure, Job, Manifest
from generator.render.parsed import parsed

if TYPE_CHECKING:
    from generator.render.crew import Crew

MOST_WORKERS = 4
FEW = 64
"""Fewer jobs than this are done before a crew is ready."""


def _documents(jobs: Sequence[Job]) -> list[tuple[Document, ...] | Failure]:
    return [library.render(job) for job in jobs]


def _manifests(jobs: Sequence[Job]) -> list[tuple[Manifest, ...] | Failure]:
    return [parsed(documents) for documents in _documents(jobs)]  # not by turns: they would lose their caches


ANSWERS: Mapping[str, Callable[[Sequence[Job]], list[Any]]] = {"documents": _documents, "manifests": _manifests}
"""What a process can be asked of jobs."""


class InProcess:
    """Renders by Helm's library; about a millisecond a release. Where many are expected, the crew starts at once."""

    name = "in-process"

    def __init__(self, workers: int | None = None, expected: int = 0) -> None:
        self.workers = min(_cores(), MOST_WORKERS) if workers is None else workers
        self._crew = self._called_up() if self._worth_a_crew(expected) else None

    def documents(self, jobs: Sequence[Job]) -> Iterator[tuple[Document, ...] | Failure]:
        """The rendered text of each job."""
        return self._answers("documents", jobs)

    def manifests(self, jobs: Sequence[Job]) -> Iterator[tuple[Manifest, ...] | Failure]:
        """The rendered objects of each job."""
        return self._answers("manifests", jobs)

    def close(self) -> None:
        """Dismiss the crew."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None

    def _answers(self, question: str, jobs: Sequence[Job]) -> Iterator[Any]:
        if self._crew is not None:
            return self._crew.answers(question, jobs)
        return self._by_a_crew(question, jobs) if self._worth_a_crew(len(jobs)) else iter(ANSWERS[question](jobs))

    def _by_a_crew(self, question: str, jobs: Sequence[Job]) -> Iterator[Any]:
        with closing(self._called_up()) as crew:
            yield from crew.answers(question, jobs)

    def _worth_a_crew(self, jobs: int) -> bool:
        return self.workers > 1 and jobs >= FEW

    def _called_up(self) -> Crew:
        from generator.render.crew import Crew  # starting processes costs more than a few renders

        return Crew(self.workers)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
