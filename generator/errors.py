"""What can go wrong, as values: places and problems; imports nothing of the package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Place(NamedTuple):
    """A position in a file of the repository; line and column count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Also(NamedTuple):
    """Another place that took part in a problem, and in which part: "beats `max: 10`"."""

    place: Place
    text: str


@dataclass(frozen=True, kw_only=True)
class Problem:
    """A mistake by the user, or a finding: what was found and expected, where, and what to do.

    `message` is lower case, without a full stop, literals in backticks; `hint` is one act the reader can do now.
    """

    code: str
    message: str
    place: Place
    also: tuple[Also, ...] = ()
    hint: str = ""
    severity: Literal["error", "warning"] = "error"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by place, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.message)))


class InputError(Exception):
    """The input is wrong: exit code 2, nothing was written. Carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("; ".join(f"{p.place}: {p.code}: {p.message}" for p in self.problems))


class MachineError(Exception):
    """The machine is the trouble (disk, permissions, git, a missing program): exit code 3."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


class UnknownNameError(Exception):
    """What the command line names is not there, or it has to name something: exit code 2."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)
