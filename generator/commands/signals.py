"""Signals that end a command -> exceptions, so that nothing half-written stays."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_WORDS = {signal.SIGTERM: "terminated", signal.SIGHUP: "the terminal was closed"}


class Terminated(BaseException):
    """SIGTERM or SIGHUP: unwinds like Ctrl-C."""

    def __init__(self, number: int) -> None:
        self.word = _WORDS[signal.Signals(number)]
        self.code = 128 + number
        super().__init__(self.word)


@contextmanager
def signals_unwind() -> Iterator[None]:
    """Let signals unwind what runs inside; one that whoever started us ignores stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted: dict[int, Callable[..., Any]] = {signal.SIGINT: signal.default_int_handler}
    wanted |= dict.fromkeys(_WORDS, _terminating())
    before = {number: signal.getsignal(number) for number in wanted}
    ours = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    try:
        for number in ours:
            signal.signal(number, wanted[number])
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])


def _terminating() -> Callable[[int, FrameType | None], None]:
    ours = os.getpid()

    def end(number: int, _frame: FrameType | None) -> None:
        if os.getpid() != ours:  # a forked worker just ends
            os._exit(128 + number)
        raise Terminated(number)

    return end
