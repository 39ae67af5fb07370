"""What `validate` found -> text for a person, or one of the formats for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.console.excerpt import SourceLines
from generator.console.formats import Validated, as_github, as_json, totals
from generator.console.problems import problem_lines
from generator.console.sarif import as_sarif
from generator.console.screen import Screen
from generator.console.text import counted, safe
from generator.console.unsaid import veiled
from generator.console.veil import veil
from generator.errors import Problem

Format = Callable[[Sequence[Problem], Validated | None], str]

FORMATS: Mapping[str, Format] = {"json": as_json, "sarif": as_sarif, "github": as_github}
"""The formats for programs, by name; `text` is the one for people."""


def show_validation(
    screen: Screen, problems: Sequence[Problem], validated: Validated | None, *, form: str, lines: SourceLines
) -> None:
    """Print the outcome to stdout in a form; `validated` is None where the input could not be read."""
    problems = veiled(problems, lines)
    if form == "text":
        screen.data(_text(screen, problems, validated, lines))
    else:
        screen.exact(FORMATS[form](problems, validated))


def _text(
    screen: Screen, problems: Sequence[Problem], validated: Validated | None, lines: SourceLines
) -> Iterator[str]:
    yield from problem_lines(problems, screen.out, lines)
    if validated is None or (screen.quiet and not problems):
        return
    if screen.verbose:
        yield from _listed(validated.exceptions)
        yield from _listed(validated.unused)
        yield f"{counted(len(validated.unused), 'key')} not used yet"
    yield from totals(validated)


def _listed(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems:
        yield f"{safe(str(problem.place))}: {safe(veil(problem.message))}"
