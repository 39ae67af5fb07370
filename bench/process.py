"""A command line -> how long the whole process took, what it needed, what it said."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import IO, NamedTuple

KEPT = ("HOME", "PATH", "TMPDIR", "XDG_CACHE_HOME")
SCALE = 1 if sys.platform == "darwin" else 1024
"""Bytes in what the system calls one unit of memory."""


class Ended(NamedTuple):
    """A process that ended well."""

    seconds: float
    megabytes: float
    """Of the process, or of the largest that it started and waited for."""
    output: str
    errors: str = ""


def text(output: IO[bytes]) -> str:
    """All that was printed."""
    return output.read().decode()


def run(
    command: Sequence[str | Path],
    read: Callable[[IO[bytes]], str] = text,
    around: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Ended:
    """Run a program from its start to its end; one that fails ends the measurement.

    `read` makes of its output what is worth keeping, line by line where there may be much: a process seems at least as
    large as the one that starts it, and this one must stay small. `around` goes into its environment.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        environment = {**_environment(), **(around or {})}
        begun = perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment, cwd=folder
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{text(errors)}")
        return Ended(seconds, used.ru_maxrss * SCALE / 1e6, read(output), text(errors))


def _environment() -> dict[str, str]:
    """Ours without what changes how Python, Go or Helm run; this repository's packages are found from anywhere."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
