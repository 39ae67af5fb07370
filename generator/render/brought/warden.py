"""Asks a cell: one line of JSON each way, within its time; ends it, and says what it had too much of."""

from __future__ import annotations

import json
import os
import selectors
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator import tools
from generator.render.brought.limits import OUT_OF_MEMORY, Limits, Stopped

_SAID = 1 << 16
_STARTING = 30
"""Seconds that a cell may take until it is locked in."""
_NO_MEMORY = (b"out of memory", b"allocate memory", b"malloc failed", b"MemoryError", b"pthread_create failed")
_GO = {"GOMAXPROCS": "2", "GOTRACEBACK": "none", "GODEBUG": "asyncpreemptoff=0"}


class Cell:
    """A locked process with one chart in a folder of ours."""

    def __init__(self, settings: Mapping[str, Any], home: Path, limits: Limits) -> None:
        self.limits = limits
        command = [sys.executable, "-P", "-m", "generator.render.brought.cell"]
        library = {name: os.environ[name] for name in ("HELM_C_LIB",) if name in os.environ}
        paths = {"HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        env = {**_GO, **library, **paths, "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = tools.confine(command, env=env, cwd=home)
        self._rest = b""
        held = self._asked(settings, _STARTING)
        self.stopped = held if isinstance(held, Stopped) else None
        self.held: list[str] = [] if isinstance(held, Stopped) else held["held"]

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any] | Stopped:
        """The answer, or what it was stopped for; a stopped cell is gone."""
        return self.stopped or self._asked(request, self.limits.seconds)

    def kill(self) -> None:
        """End it, with what it started; whoever waits for its answer is told."""
        if self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it, and let go of its pipes."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()

    def _asked(self, message: Mapping[str, Any], seconds: float) -> dict[str, Any] | Stopped:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a cell without pipes")
        try:
            self._process.stdin.write(json.dumps(message).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return self._ended(late=False)
        deadline = time.monotonic() + seconds
        received = [self._rest]
        size = len(self._rest)
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while b"\n" not in received[-1]:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    return self._ended(late=True)
                received.append(os.read(self._process.stdout.fileno(), 1 << 20))
                size += len(received[-1])
                if not received[-1] or size > 8 * self.limits.output:
                    return self._ended(late=False)
        line, _, self._rest = b"".join(received).partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ended(self, *, late: bool) -> Stopped:
        """Why there is no answer."""
        if late:
            self.kill()
        code = self._process.wait()
        said = b"" if self._process.stderr is None else os.read(self._process.stderr.fileno(), _SAID)
        self.stopped = Stopped(_reason(code, said, late=late))
        self.close()
        return self.stopped


def _reason(code: int, said: bytes, *, late: bool) -> str:
    """In one word; an exception of our own code is our bug, and is told without what it was about."""
    if late or code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "time"
    if b"stack exceeds" in said or b"stack overflow" in said:
        return "depth"
    if code == OUT_OF_MEMORY or any(word in said for word in _NO_MEMORY):
        return "memory"
    if b"Traceback (most recent call last)" in said:
        kind = said.rstrip().rpartition(b"\n")[2].partition(b":")[0].decode("ascii", "replace")
        raise RuntimeError(f"a process that renders a chart of `--charts` failed: {kind}")
    return "trouble"
