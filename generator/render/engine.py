"""Which engine renders: Helm's library where it is installed, else the helm program."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from generator import tools
from generator.errors import MachineError
from generator.render import library
from generator.render.in_process import InProcess
from generator.render.job import Engine
from generator.render.program import HelmProgram

VARIABLE = "CARTWRIGHT_ENGINE"
PROGRAMS = ("helm", "helm4", "helm3")
OLDEST = (3, 16)
PATIENCE = 20
_VERSION = re.compile(r"v([0-9]{1,4})\.([0-9]{1,4})(?:[.+-]\S{1,80})?\s*")


def engine(name: str | None = None, *, expected: int = 0) -> Engine:
    """The engine of that name, `in-process` or `cli`, else of the variable's; without either the first that is here.

    Told how many jobs to expect, it gets ready for them while others prepare them.
    """
    match name or os.environ.get(VARIABLE):
        case "in-process":
            return _in_process(expected)
        case "cli":
            return _program("the helm program is not installed")
        case None | "":
            if library.is_here():
                return InProcess(expected=expected)
            return _program("neither Helm's library nor the helm program is installed")
        case other:
            hint = f"set `{VARIABLE}` to `in-process` or `cli`, or to nothing"
            raise MachineError(f"there is no engine `{other}`", hint=hint)


def is_the_librarys() -> bool:
    """Whether Helm's library answers, which is installed as a Python package and known by its version; of a program
    nobody knows whether it is the one that it was."""
    return os.environ.get(VARIABLE) in (None, "", "in-process") and library.is_here()


@contextmanager
def standby(expected: int) -> Iterator[Engine | None]:
    """An engine that gets ready while the input is read; None where there is none, which is told once it is needed."""
    try:
        helm = engine(expected=expected)
    except MachineError:
        yield None
        return
    with closing(helm):
        yield helm


def _in_process(expected: int) -> Engine:
    if not library.is_here():
        hint = f"run `pip install helm-python-sdk`, or set `{VARIABLE}=cli` to use the helm program"
        raise MachineError("Helm's library is not installed", hint=hint)
    return InProcess(expected=expected)


def _program(complaint: str) -> Engine:
    found = next((path for name in PROGRAMS if (path := tools.find(name))), None)
    if found is None:
        raise MachineError(complaint, hint="run `make tools`, or install helm 3.16 or newer")
    _check(found)
    return HelmProgram(found)


def _check(program: Path) -> None:
    """That it is Helm, and new enough: the answers of anything else would pass for faults of charts, or for none."""
    ended = tools.run([program, "version", "--short"], timeout=PATIENCE)
    said = _VERSION.fullmatch(ended.text)
    hint = "install helm 3.16 or newer, and put it first on PATH"
    if said is None or ended.code:
        raise MachineError(f"`{program}` does not answer as helm does", hint=hint)
    version = int(said[1]), int(said[2])
    if version < OLDEST:
        raise MachineError(f"`{program}` is helm {version[0]}.{version[1]}, which is too old", hint=hint)
