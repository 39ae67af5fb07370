"""`values.schema.json` of a chart: it refers to nothing outside of itself, as Helm would fetch that."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.errors import Problem
from generator.render.brought.chart import Brought

NAME = "values.schema.json"
DEEPEST = 60
_STANDARD = re.compile(r"https?://json-schema\.org/(schema|draft(-0[3467]|/2019-09|/2020-12)/schema)#?")
"""The schemas of schemas that Helm has in itself."""
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


def refused(chart: Brought) -> Iterator[Problem]:
    """What is wrong with the schemas of a chart and of the charts inside of it."""
    for path in chart.named(NAME):
        text = chart.files.get(path)
        if text is None or _depth(text) > DEEPEST:
            message = f"the schema is no text, or deeper than {DEEPEST} levels"
            yield chart.problem(path, 0, "chart-schema", message, "make it a JSON Schema that people can read")
            continue
        try:
            pairs = _pairs(text)
        except ValueError:
            yield chart.problem(path, 0, "chart-schema", "the schema is no JSON", "correct it")
            continue
        for key, value in pairs:
            if _leads_out(key, value):
                message = f"`{key}` refers to something outside of the schema, which Helm would fetch"
                hint = "copy what it refers to below `$defs`, and write `#/$defs/…`"
                yield chart.problem(path, max(text.find(json.dumps(key)), 0), "chart-schema", message, hint)


def _leads_out(key: str, value: Any) -> bool:
    if key in _REFERENCES:
        return not (isinstance(value, str) and value.startswith("#"))
    return key == "$schema" and not (isinstance(value, str) and _STANDARD.fullmatch(value))


def _pairs(text: str) -> list[tuple[str, Any]]:
    """Every key with its value, also of those that stand twice."""
    found: list[tuple[str, Any]] = []

    def seen(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found.extend(pairs)
        return dict(pairs)

    json.loads(text.removeprefix("\ufeff"), object_pairs_hook=seen, parse_int=float)
    return found


def _depth(text: str) -> int:
    """The deepest nesting, before anything is read that reads by recursion."""
    deepest = depth = 0
    for sign in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest
