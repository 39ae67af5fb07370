"""A file with broken syntax -> its problem in plain words; conflicts that git left are found before that."""

from __future__ import annotations

import re

from yaml.error import MarkedYAMLError

from generator.errors import Place, Problem
from generator.yamlio.characters import place_in
from generator.yamlio.mistakes import explain, no_space
from generator.yamlio.trouble import Trouble

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: .*)?\r?$", re.MULTILINE)
_MOST_REPORTED = 20


def syntax_problem(error: MarkedYAMLError, text: str, file: str) -> Problem:
    """The one problem that a file with broken syntax has; the parser cannot see further."""
    mark, start = error.problem_mark, error.context_mark or error.problem_mark
    lines = [line.rstrip("\r") for line in text.split("\n")]
    trouble = Trouble(
        lines,
        error.context or "",
        mark.line if mark else 0,
        mark.column if mark else 0,
        start.line if start else 0,
        start.column if start else 0,
    )
    finding = explain(trouble, error.problem or "")
    place = Place(file, finding.line + 1, finding.column + 1)
    return Problem(code=finding.code, message=finding.message, place=place, hint=finding.hint)


def conflicts(text: str, file: str) -> list[Problem]:
    """A problem for each conflict that git left in the file."""
    markers = list(_CONFLICT.finditer(text))
    starts = [marker for marker in markers if marker.group().startswith("<")]
    return [
        Problem(
            code="conflict-marker",
            message=f"a merge conflict was left in the file: `{marker.group(1)}`",
            place=place_in(text, marker.start(), file),
            hint="keep one of the two sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`",
        )
        for marker in starts[:_MOST_REPORTED] or markers[:1]
    ]


def without_space(line: str, place: Place) -> Problem | None:
    """The problem of a file that is one line such as `name:prod`."""
    words = no_space(line)
    return words and Problem(code="yaml-syntax", message=words[0], place=place, hint=words[1])
