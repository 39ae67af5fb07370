"""Jobs -> answers, by several processes at once, in the order of the jobs and no faster than they are taken."""

from __future__ import annotations

import marshal
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from generator.errors import MachineError
from generator.render.job import Job

CHUNK = 16
"""Jobs a message: few enough to keep all workers at it, enough to share what their objects have in common."""
PIPE_SIZE = 1 << 20
SET_PIPE_SIZE = 1031
"""F_SETPIPE_SZ of Linux."""

Answer = Callable[[Job], Any]
"""A function of a module, whose result marshal can write."""


def answers(jobs: Sequence[Job], answer: Answer, *, workers: int, method: str) -> Iterator[Any]:
    """Each job's answer; chunks go round the workers, so each waits when its last one is not taken yet."""
    chunks = [jobs[start : start + CHUNK] for start in range(0, len(jobs), CHUNK)]
    crew = [_hire(chunks[number::workers], answer, method) for number in range(min(workers, len(chunks)))]
    try:
        for number in range(len(chunks)):
            yield from _received(crew[number % len(crew)][1])
    finally:
        for process, pipe in crew:
            pipe.close()
            process.terminate()
            process.join()


def _hire(chunks: list[Sequence[Job]], answer: Answer, method: str) -> tuple[BaseProcess, Connection]:
    context: Any = multiprocessing.get_context(method)  # typeshed knows no context with a free choice of method
    receiver, sender = context.Pipe(duplex=False)
    _widen(sender)
    process = context.Process(target=_work, args=(sender, chunks, answer), daemon=True)
    process.start()
    sender.close()
    return process, receiver


def _widen(pipe: Connection) -> None:
    """Let a worker put a whole chunk down and go on."""
    try:
        import fcntl

        fcntl.fcntl(pipe.fileno(), SET_PIPE_SIZE, PIPE_SIZE)
    except (ImportError, OSError):
        return  # not Linux, or over the user's limit: smaller pipes are only slower


def _work(pipe: Connection, chunks: list[Sequence[Job]], answer: Answer) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted parent ends us
    os.environ.update(GOGC="400", GOMAXPROCS="1")  # before Go starts: the other cores have workers of their own
    try:
        for chunk in chunks:
            pipe.send_bytes(marshal.dumps(_answered(chunk, answer)))
    except BrokenPipeError:
        return  # nobody wants the rest


def _answered(chunk: Sequence[Job], answer: Answer) -> tuple[str, Any]:
    try:
        return "answers", [answer(job) for job in chunk]
    except MachineError as error:
        return "machine", (error.message, error.hint)
    except Exception:  # noqa: BLE001 - raised again where somebody sees it
        return "bug", traceback.format_exc()


def _received(pipe: Connection) -> list[Any]:
    try:
        kind, content = marshal.loads(pipe.recv_bytes())  # noqa: S302 - from a process of our own
    except EOFError as error:
        hint = "free some memory, or set `CARTWRIGHT_ENGINE=cli` to use the helm program"
        raise MachineError("a process that renders charts died", hint=hint) from error
    if kind == "machine":
        raise MachineError(*content)
    if kind == "bug":
        raise RuntimeError(f"a process that renders charts failed:\n{content}")
    return list(content)
