"""Jobs -> answers by several processes, in the order of the jobs; they start before there is any, and get ready."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import Thread
from typing import IO, Any

from generator import tools
from generator.errors import MachineError
from generator.render.channel import Channel
from generator.render.job import Job

CHUNK = 16
"""Jobs a message: few enough to keep all workers at it."""
PIPE_SIZE = 1 << 20
SET_PIPE_SIZE = 1031
"""F_SETPIPE_SZ of Linux."""
SETTINGS = {"GOGC": "400", "GOMAXPROCS": "1"}
"""Of Go, which reads them from the environment that a process starts with: a quarter less work for 15 MB."""


class Crew:
    """Processes that render what they are asked, one set of jobs after the other; `close` ends them."""

    def __init__(self, size: int) -> None:
        path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-P", "-m", "generator.render.worker"]
        self.processes = [tools.start(command, env={**SETTINGS, **path}) for _ in range(size)]
        pipes = [(one.stdout, one.stdin) for one in self.processes if one.stdout and one.stdin]
        self._channels = [Channel(_widened(incoming), outgoing) for incoming, outgoing in pipes]
        self._asking: Thread | None = None

    def answers(self, question: str, jobs: Sequence[Job]) -> Iterator[Any]:
        """Each job's answer to `documents` or `manifests`; they are at work before the first answer is taken."""
        chunks = [jobs[start : start + CHUNK] for start in range(0, len(jobs), CHUNK)]
        self._asking = Thread(target=self._ask, args=(question, chunks), daemon=True)
        self._asking.start()
        return self._received(len(chunks))

    def close(self) -> None:
        """End the processes, whatever they are at."""
        for process in self.processes:
            process.kill()
        if self._asking is not None:
            self._asking.join()
        for process in self.processes:
            with suppress(BrokenPipeError), process:
                pass  # its pipes are closed, and it is waited for

    def _ask(self, question: str, chunks: Sequence[Sequence[Job]]) -> None:
        """Hand out the chunks; a thread of its own waits where a worker is behind."""
        try:
            for number, chunk in enumerate(chunks):
                self._channels[number % len(self._channels)].send((question, chunk))
        except BrokenPipeError:
            return  # it is gone: whoever waits for its answer is told

    def _received(self, count: int) -> Iterator[Any]:
        for number in range(count):
            try:
                kind, content = self._channels[number % len(self._channels)].receive()
            except EOFError as error:
                hint = "free some memory, or set `CARTWRIGHT_ENGINE=cli` to use the helm program"
                raise MachineError("a process that renders charts died", hint=hint) from error
            if kind == "machine":
                raise MachineError(*content)
            if kind == "bug":
                raise RuntimeError(f"a process that renders charts failed:\n{content}")
            yield from content


def _widened(pipe: IO[bytes]) -> IO[bytes]:
    """A pipe into which a worker can put what it has, and go on."""
    with suppress(ImportError, OSError):  # not Linux, or over the user's limit: smaller pipes are only slower
        import fcntl

        fcntl.fcntl(pipe, SET_PIPE_SIZE, PIPE_SIZE)
    return pipe
