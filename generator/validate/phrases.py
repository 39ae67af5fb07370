"""What pydantic says of a value -> code, message and hint in our words, and the keys that took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from generator.model.mistake import found, shown, wrong_type
from generator.suggest import near

EXPECTED = {
    "bool_type": "`true` or `false`",
    "date_type": "a date such as `2026-12-31`",
    "dict_type": "a mapping",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_type": "a mapping",
    "string_type": "text",
}


class Phrase(NamedTuple):
    """One error; `at` and `beside` are key paths below the value that was validated."""

    code: str
    message: str
    hint: str = ""
    at: Sequence[str | int] = ()
    beside: Sequence[str | int] = ()


def phrase(details: ErrorDetails) -> Phrase:
    """An error of pydantic's in our words; one of our own rules has them already."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if "hint" in context:
        return Phrase(kind, details["msg"], context["hint"], context["at"], context["with"])
    if kind in EXPECTED:
        return _wrong_type(value, EXPECTED[kind])
    match kind:
        case "literal_error":
            return _no_choice(value, re.findall("'([^']*)'", context["expected"]))
        case "greater_than":
            return Phrase("bad-number", f"found {found(value)}, expected a number over `{context['gt']:g}`")
        case "less_than":
            return Phrase("bad-number", f"found {found(value)}, expected a number under `{context['lt']:g}`")
        case "too_short":
            empty = "an empty list" if isinstance(value, list) else "an empty mapping"
            return Phrase("too-short", f"found {empty}, expected one entry or more", "add an entry, or remove the key")
        case "too_long":
            return Phrase("too-long", f"found {len(value)} entries, expected at most {context['max_length']}")
    message = details["msg"]
    return Phrase("bad-value", message[:1].lower() + message[1:].rstrip("."))


def _wrong_type(value: Any, expected: str) -> Phrase:
    context = wrong_type(value, expected).context or {}
    return Phrase("wrong-type", context["text"], context["hint"])


def _no_choice(value: Any, choices: Sequence[str]) -> Phrase:
    if not isinstance(value, str):
        return _wrong_type(value, listed(choices))
    meant = near(value, choices)
    hint = f"did you mean `{meant}`?" if meant else ""
    return Phrase("bad-value", f"found {shown(value)}, expected {listed(choices)}", hint)


def listed(names: Sequence[str], last_but: str = "or") -> str:
    """Names as a sentence has them: `a`, `b` or `c`."""
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} {last_but} {last}" if others else last
