"""Problems and what was validated -> JSON, or the commands that annotate a pull request on GitHub.

The JSON is stable: keys are added, none is renamed or removed while `version` is 1.

    version   1
    result    "valid", "invalid" (problems in rendered objects or stale files) or "unreadable" (the input is wrong)
    problems  [{code, severity, message, file, line, column, also: [{file, line, column, text}], help}], sorted by place
    objects, validated, skipped   counts; null when the input is unreadable
    unseen    what validation could not see, sentences
    exceptions  [{code, message, file, line, column, ...}]: waivers and acknowledgements, each until a date
    unused    [{code, message, file, line, column, ...}]: keys that are read and that nothing follows from yet
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from generator.console.problems import remarks
from generator.console.text import harmless_json, safe
from generator.console.veil import veil
from generator.errors import Place, Problem


class Validated(Protocol):
    """What a whole validation found (`pipeline.Validation`)."""

    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def objects(self) -> int: ...
    @property
    def validated(self) -> int: ...
    @property
    def skipped(self) -> int: ...
    @property
    def unseen(self) -> tuple[str, ...]: ...
    @property
    def unused(self) -> tuple[Problem, ...]: ...
    @property
    def exceptions(self) -> tuple[Problem, ...]: ...


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether the answer is no; warnings alone are none."""
    return any(problem.severity == "error" for problem in problems)


def as_json(problems: Sequence[Problem], validated: Validated | None) -> str:
    """One JSON object; `validated` is None where the input could not be read."""
    result = "unreadable" if validated is None else "invalid" if has_errors(problems) else "valid"
    document = {
        "version": 1,
        "result": result,
        "problems": [_problem(problem) for problem in problems],
        "objects": validated and validated.objects,
        "validated": validated and validated.validated,
        "skipped": validated and validated.skipped,
        "unseen": list(map(veil, validated.unseen)) if validated else [],
        "exceptions": [_problem(problem) for problem in validated.exceptions] if validated else [],
        "unused": [_problem(problem) for problem in validated.unused] if validated else [],
    }
    return harmless_json(document)


def as_github(problems: Sequence[Problem], validated: Validated | None) -> str:
    """One workflow command a problem; the totals follow as plain text."""
    return "".join(f"{line}\n" for line in _annotations(problems, validated))


def totals(validated: Validated) -> Iterator[str]:
    """`N of N objects validated, 0 skipped`, and what validation could not see."""
    yield f"{validated.validated} of {validated.objects} objects validated, {validated.skipped} skipped"
    for sentence in validated.unseen:
        yield f"not seen: {safe(veil(sentence))}"


def _annotations(problems: Sequence[Problem], validated: Validated | None) -> Iterator[str]:
    for problem in problems:
        place = problem.place
        properties = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
        shown = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        text = "\n".join([safe(problem.message), *(f"{kind}: {text}" for kind, text in remarks(problem))])
        yield f"::{problem.severity} {shown}::{_message(text)}"
    if validated is not None:
        yield from totals(validated)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(safe(text)).replace(":", "%3A").replace(",", "%2C")


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": veil(problem.message),
        **_place(problem.place),
        "also": [{**_place(also.place), "text": also.text} for also in problem.also],
        "help": problem.hint,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
