"""Two threads at one work: what goes wrong in either ends both and is raised in the first."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from generator.write.hand import Hand


def until(over: Callable[[], bool]) -> None:
    for _ in range(3000):
        if over():
            return
        time.sleep(0.01)
    raise AssertionError("the other thread never said so")


def test_both_are_done_in_the_end() -> None:
    done = []
    with Hand(lambda _: done.append("there")):
        done.append("here")

    assert sorted(done) == ["here", "there"]


def test_what_fails_in_the_second_thread_ends_the_first_and_is_raised_there() -> None:
    def work(_: Callable[[], bool]) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"), Hand(work) as hand:
        until(hand.gone)


def test_what_fails_in_the_first_thread_ends_the_second() -> None:
    ended = []

    def work(gone: Callable[[], bool]) -> None:
        until(gone)
        ended.append(True)

    with pytest.raises(KeyboardInterrupt), Hand(work):
        raise KeyboardInterrupt
    assert ended == [True]
