"""Work in a process beside this one: a copy of it that makes one result and ends."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

Result = TypeVar("Result")


def is_possible() -> bool:
    """Whether a copy would have a core of its own. Only on Linux: elsewhere the libraries of the system may not live
    on in a copy, and nowhere do threads."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


@contextmanager
def aside(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin the work in a copy of this process; what is yielded waits for its result, which pickle must know.

    Where the copy cannot be made, dies or fails, the work is done here once its result is asked, and fails here if
    it must. A result that nobody asks for is dropped.
    """
    incoming, outgoing = os.pipe()
    try:
        process = os.fork()
    except OSError:  # too many processes, too little memory
        process = -1
    if process == 0:
        _answer(work, incoming, outgoing)
    os.close(outgoing)
    try:
        yield lambda: _received(incoming, work)
    finally:
        os.close(incoming)
        if process > 0:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _answer(work: Callable[[], object], incoming: int, outgoing: int) -> None:
    """The copy's whole life; nothing of what its original would do in the end is done twice."""
    try:
        os.close(incoming)  # with it open, writing would wait for ever once the original is killed
        data = memoryview(pickle.dumps(work(), pickle.HIGHEST_PROTOCOL))
        while data:
            data = data[os.write(outgoing, data) :]
    except BaseException:  # noqa: BLE001 - the original meets the same, and tells it
        os._exit(1)
    os._exit(0)


def _received(incoming: int, work: Callable[[], Result]) -> Result:
    blocks = []
    while block := os.read(incoming, 1 << 20):
        blocks.append(block)
    try:
        result: Result = pickle.loads(b"".join(blocks))  # noqa: S301 - from a copy of our own
    except (EOFError, pickle.UnpicklingError):
        return work()
    return result
