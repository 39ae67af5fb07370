"""Problems -> the text that a person reads."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.console.excerpt import SourceLines, excerpt
from generator.console.screen import Look
from generator.console.text import counted, safe
from generator.console.unsaid import veiled, veiled_source
from generator.console.veil import veil
from generator.errors import Problem

_COLORS = {"error": "red", "warning": "yellow"}


def problem_lines(problems: Sequence[Problem], look: Look, lines: SourceLines) -> Iterator[str]:
    """Each problem with its place, the other places that took part and what to do; then how many there are."""
    shown = veiled_source(lines)
    for problem in veiled(problems, lines):
        yield from _problem(problem, look, shown)
    if problems:
        yield summary(problems)


def summary(problems: Sequence[Problem]) -> str:
    """`2 problems in 1 file`."""
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [counted(number, noun) for number, noun in _counts(errors, len(problems) - errors)]
    return f"{', '.join(counts)} in {counted(len({problem.place.file for problem in problems}), 'file')}"


def headline(problem: Problem, look: Look) -> str:
    """`environments/production.yaml:14:11: error[unknown-service] no service ...`."""
    kind = look.paint(f"{problem.severity}[{problem.code}]", _COLORS[problem.severity], bold=True)
    return f"{safe(str(problem.place))}: {kind} {safe(problem.message)}"


def remarks(problem: Problem) -> Iterator[tuple[str, str]]:
    """What follows the headline: each other place as a note, and the help."""
    for also in problem.also:
        yield "note", f"{safe(str(also.place))}: {safe(also.text)}"
    if problem.hint:
        yield "help", safe(problem.hint)


def trouble_lines(message: str, hint: str, look: Look) -> Iterator[str]:
    """What is wrong where no place in a file is: the command line, the machine."""
    yield f"{look.paint('error', 'red', bold=True)}: {safe(veil(message))}"
    if hint:
        yield f"  {look.paint('help', 'green')}: {safe(veil(hint))}"


def traceback_lines(trouble: BaseException, known: Collection[str] = ()) -> Iterator[str]:
    """Where in the program it happened, without the secrets that are `known`."""
    for block in traceback.format_exception(trouble):
        yield from map(safe, veil(block.rstrip("\n"), known).split("\n"))


def _problem(problem: Problem, look: Look, lines: SourceLines) -> Iterator[str]:
    yield headline(problem, look)
    if look.rich:
        yield from excerpt(problem.place, lines(problem.place.file), look)
    for kind, text in remarks(problem):
        yield f"  {look.paint(kind, 'green' if kind == 'help' else 'cyan')}: {text}"


def _counts(errors: int, warnings: int) -> Iterable[tuple[int, str]]:
    if errors:
        yield errors, "problem"
    if warnings:
        yield warnings, "warning"
