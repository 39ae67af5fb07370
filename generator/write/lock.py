"""One run at a time: the lock on an open file or folder, which goes when its process does, however that ends."""

from __future__ import annotations

import fcntl
import os
import stat
import time

from generator.errors import MachineError

PATIENCE = 10.0
"""Seconds to wait for another run to end."""


def hold(descriptor: int) -> None:
    """Lock it until it is closed; waits for another run to end, but not for ever."""
    until = time.monotonic() + PATIENCE
    while not _taken(descriptor):
        if time.monotonic() > until:
            raise MachineError(
                f"another run{_holder(descriptor)} has been writing for {PATIENCE:.0f} s",
                "wait until it ends, then try again",
            )
        time.sleep(0.02)


def _holder(descriptor: int) -> str:
    """Who holds it, where it is a file that says so."""
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return ""
    return f" (process {os.pread(descriptor, 20, 0).decode('ascii', 'replace').strip()})"


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
