"""A command line -> how long the whole process took, what it needed, what it said."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
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


def run(command: Sequence[str | Path]) -> Ended:
    """Run a program from its start to its end; one that fails ends the measurement."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begun = perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=_environment())
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}\n{_text(errors)}")
        return Ended(seconds, used.ru_maxrss * SCALE / 1e6, _text(output))


def _environment() -> dict[str, str]:
    """Ours without what changes how Python, Go or Helm run; this repository's packages are found from anywhere."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()
