"""An operating system that fails at the k-th step."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from generator.write import folders, journal, transaction

STEPS = frozenset(
    {
        "close",
        "fchmod",
        "fstat",
        "ftruncate",
        "mkdir",
        "open",
        "pwrite",
        "read",
        "rename",
        "rmdir",
        "stat",
        "unlink",
        "write",
    }
)


class FaultyOs:
    """`os`, but each step is counted, and `fails` is asked before and after each."""

    def __init__(self, fails: Callable[[int, str, bool], None]) -> None:
        self.steps = 0
        self._fails = fails

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in STEPS:
            return real

        def step(*arguments: Any, **named: Any) -> Any:
            self.steps += 1
            number = self.steps
            self._fails(number, name, False)
            try:
                return real(*arguments, **named)
            finally:
                self._fails(number, name, True)

        return step


def install(patch: pytest.MonkeyPatch, fails: Callable[[int, str, bool], None]) -> FaultyOs:
    """Put it under the modules that write."""
    faulty = FaultyOs(fails)
    for module in (folders, journal, transaction):
        patch.setattr(module, "os", faulty)
    return faulty
