"""An operating system that fails at the k-th step: whatever calls it, in whichever module, by `os` or a program."""

from __future__ import annotations

import functools
import io
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

LOOKS = frozenset({"access", "fstat", "listdir", "lstat", "pread", "read", "scandir", "stat"})
CHANGES = frozenset(
    {
        "chmod",
        "close",
        "dup",
        "fchmod",
        "ftruncate",
        "link",
        "mkdir",
        "open",
        "pwrite",
        "remove",
        "rename",
        "replace",
        "rmdir",
        "symlink",
        "truncate",
        "unlink",
        "utime",
        "write",
    }
)
PROGRAM = "program"
"""The name of the step that a program is, git above all."""

Fails = Callable[[int, str, bool], None]
"""Asked before and after each step with its number and name; raises, or ends the process."""


class Faults:
    """Steps counted over all threads; what a program's start does itself is no step."""

    def __init__(self, fails: Fails) -> None:
        self.steps = 0
        self._numbers = count(1)
        self._fails = fails
        self._within = threading.local()

    def counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The function as a step."""

        @functools.wraps(real)
        def step(*arguments: Any, **named: Any) -> Any:
            if getattr(self._within, "program", False):
                return real(*arguments, **named)
            self.steps = number = next(self._numbers)
            result = None
            try:
                if name == "close":  # which frees the descriptor even where it fails
                    real(*arguments, **named)
                self._fails(number, name, False)
                if name != "close":
                    result = self._done(name, real, *arguments, **named)
            finally:
                with _closed(result):
                    self._fails(number, name, True)
            return result

        return step

    def _done(self, name: str, real: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        self._within.program = name == PROGRAM
        try:
            return real(*arguments, **named)
        finally:
            self._within.program = False


@contextmanager
def _closed(result: Any) -> Iterator[None]:
    """A listing that nobody gets is closed, so that Python does not complain of it."""
    try:
        yield
    except BaseException:
        if hasattr(result, "close"):
            result.close()
        raise


def install(patch: pytest.MonkeyPatch, fails: Fails, *, looks: bool = True) -> Faults:
    """Put it under every module; `looks` are steps too that change nothing."""
    faults = Faults(fails)
    for name in CHANGES | (LOOKS if looks else frozenset()):
        patch.setattr(os, name, faults.counted(name, getattr(os, name)))
    patch.setattr(subprocess, "run", faults.counted(PROGRAM, subprocess.run))
    patch.setattr(io, "open", _only_read(io.open))
    return faults


def _only_read(real: Callable[..., Any]) -> Callable[..., Any]:
    """`Path.open` and what builds on it, but for writing: none of its steps could be made to fail."""

    @functools.wraps(real)
    def opened(file: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if set(mode) & set("wax+") and not isinstance(file, int):
            pytest.fail(f"`{file}` is written by other means than `os`")
        return real(file, mode, *arguments, **named)

    return opened
