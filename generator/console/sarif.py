"""Problems -> SARIF 2.1.0, as code scanning reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.console.formats import Validated
from generator.console.text import harmless_json
from generator.errors import Place, Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(problems: Sequence[Problem], validated: Validated | None) -> str:
    """One run; without `validated` the input could not be read, and the run says that it did not finish."""
    codes = sorted({problem.code for problem in problems})
    run = {
        "tool": {"driver": {"name": "cartwright", "version": __version__, "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": validated is not None}],
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return harmless_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str) -> dict[str, Any]:
    text = {"text": code.replace("-", " ")}
    return {"id": code, "shortDescription": text, "fullDescription": text, "help": text}


def _result(problem: Problem, index: int) -> dict[str, Any]:
    message = f"{problem.message}\nhelp: {problem.hint}" if problem.hint else problem.message
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": message},
        "locations": [_location(problem.place)],
    }
    if problem.also:
        result["relatedLocations"] = [
            {"id": number, **_location(also.place), "message": {"text": also.text}}
            for number, also in enumerate(problem.also)
        ]
    return result


def _location(place: Place) -> dict[str, Any]:
    artifact = {"uri": quote(place.file), "uriBaseId": "%SRCROOT%"}
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
