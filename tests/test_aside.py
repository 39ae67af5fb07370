"""Work in a copy of the process: its result, or that of the same work done here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from generator.aside import aside, is_possible

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied here")


def children() -> bool:
    """Whether a process that this one began is still known to the system."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_the_work_is_done_in_another_process() -> None:
    with aside(os.getpid) as result:
        assert result() != os.getpid()


def test_a_result_may_be_larger_than_a_pipe() -> None:
    with aside(lambda: "x" * 5_000_000) as result:
        assert len(result()) == 5_000_000


def killed() -> str:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done here"


def failing() -> str:
    if os.getpid() != HERE:
        raise KeyboardInterrupt
    return "done here"


HERE = os.getpid()


@pytest.mark.parametrize("work", [killed, failing])
def test_where_the_copy_dies_or_fails_the_work_is_done_here(work) -> None:
    with aside(work) as result:
        assert result() == "done here"


def test_where_no_copy_can_be_made_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fork() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", fork)
    with aside(os.getpid) as result:
        assert result() == os.getpid()


def test_what_fails_here_too_is_raised() -> None:
    def work() -> None:
        raise ValueError("no")

    with aside(work) as result, pytest.raises(ValueError, match="no"):
        result()


def test_a_result_that_nobody_asks_for_is_dropped_at_once() -> None:
    begun = time.monotonic()

    with aside(lambda: time.sleep(60)):
        pass

    assert time.monotonic() - begun < 30
    assert not children()


def test_a_copy_whose_original_was_killed_ends_too() -> None:
    script = (
        "import os, signal\nfrom generator.aside import aside\n"
        "with aside(lambda: b'x' * 5_000_000):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    ended = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, timeout=30)  # until both close it

    assert ended.returncode == -signal.SIGKILL


def test_a_process_with_threads_is_never_copied() -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()

    assert not is_possible()
    wait.set()
    thread.join()
