"""Problems and the lines of files -> the same without the secrets that stand in those files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from generator.console.excerpt import SourceLines, source_lines
from generator.console.veil import secrets, veil, veiled_lines
from generator.errors import Also, Problem

MOST_FILES = 2_000
LONG = 8


def veiled(problems: Sequence[Problem], lines: SourceLines) -> list[Problem]:
    """Problems that repeat nothing of the secrets in the files that they are about."""
    return [_veiled(problem, lines) for problem in problems]


def veiled_source(lines: SourceLines) -> SourceLines:
    """The lines of files, as they may be shown."""
    return cache(lambda file: list(veiled_lines(lines(file))))


def of_input(root: Path | None) -> Iterator[str]:
    """The same of all that people wrote in a repository."""
    if root is None:
        return
    lines = source_lines(root)
    for folder in ("config", "environments"):
        for path in sorted((root / folder).rglob("*"))[:MOST_FILES]:
            yield from secrets(lines(path.relative_to(root).as_posix()))


def _echoes(text: str, known: Collection[str]) -> bool:
    """Whether a text proposes a secret in another spelling."""
    heard = _heard(text)
    return any(len(_heard(value)) >= LONG and _heard(value) in heard for value in known)


def _heard(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _veiled(problem: Problem, lines: SourceLines) -> Problem:
    files = {problem.place.file, *(also.place.file for also in problem.also)}
    known = {value for file in sorted(files) for value in secrets([file, *lines(file)])}
    return replace(
        problem,
        message=veil(problem.message, known),
        place=problem.place._replace(file=veil(problem.place.file)),
        hint="" if _echoes(problem.hint, known) else veil(problem.hint, known),
        also=tuple(
            Also(also.place._replace(file=veil(also.place.file)), veil(also.text, known)) for also in problem.also
        ),
    )
