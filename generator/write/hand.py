"""A second thread that lends a hand; what goes wrong in either ends both, and is raised in the first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Self


class Hand:
    """`work` in a thread of its own while a block runs; it asks its argument whether the block has failed."""

    def __init__(self, work: Callable[[Callable[[], bool]], None]) -> None:
        self._work = work
        self._failed = Event()
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run)

    def gone(self) -> bool:
        """Whether the thread has failed, so that the block can end."""
        return self._error is not None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._failed.set()
        try:
            self._thread.join()
        except BaseException:  # interrupted
            self._failed.set()
            self._thread.join()
            raise
        if error is None and self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            self._work(self._failed.is_set)
        except BaseException as error:  # noqa: BLE001 - raised in the first thread
            self._error = error
