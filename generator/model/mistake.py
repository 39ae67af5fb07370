"""A rule that a value breaks -> the error that pydantic collects, with our code, message and hint."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from pydantic_core import PydanticCustomError

Keys = Sequence[str | int]


def mistake(code: str, message: str, hint: str = "", *, at: Keys = (), beside: Keys = ()) -> PydanticCustomError:
    """An error to raise from a validator; `at` and `beside` are key paths below the value that is validated.

    In the error's context: `hint`, `at` (the key to point at) and `with` (the other key that took part).
    """
    # `text` stands last: what a user wrote may look like `{hint}`, and is not replaced once it is in
    context = {"hint": hint, "at": list(at), "with": list(beside), "text": message}
    return PydanticCustomError(code, "{text}", context)


def wrong_type(value: object, expected: str, *, secret: bool = False) -> PydanticCustomError:
    """The error for a value of another type: what was found, what was expected, and the quotes to add or remove."""
    return mistake("wrong-type", f"found {found(value, secret=secret)}, expected {expected}", _remedy(value, expected))


def found(value: object, *, secret: bool = False) -> str:
    """A value in the words of a message; the value itself is left out where it may be secret."""
    name, literal = _described(value)
    if literal is None:
        return name
    if not name:
        return shown(literal)
    return "text" if secret and name == "text" else f"a {name}" if secret else f"the {name} {shown(literal)}"


def shown(text: str) -> str:
    """A literal between backticks: short, on one line, nothing invisible."""
    visible = "".join(c if c.isprintable() and c != "`" else _escaped(c) for c in text[:61])
    if not text:
        return '`""`'
    return f"`{visible[:60]}…`" if len(text) > 60 else f"`{visible}`"


def _escaped(character: str) -> str:
    if character in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
    return f"\\u{ord(character):04x}"


def _described(value: object) -> tuple[str, str | None]:
    match value:
        case None:
            return "nothing", None
        case bool():
            return "", str(value).lower()
        case int() | float():
            return "number", str(value)
        case str():
            return "text", value
        case datetime.date():
            return "date", value.isoformat()
        case list() | tuple():
            return "a list", None
        case _:
            return "a mapping", None


def _remedy(value: Any, expected: str) -> str:
    if isinstance(value, str):
        is_number = "number" in expected and value.isascii() and value.isdigit()
        is_date = expected.startswith("a date") and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None
        return "remove the quotes" if is_number or is_date else ""
    if isinstance(value, float) and expected == "a whole number" and value.is_integer():
        return f"write `{int(value)}`"
    if not expected.startswith("text"):
        return ""
    if value is None:
        return 'write `""` for an empty text, or remove the key'
    return "quote it" if isinstance(value, bool | int | float | datetime.date) else ""
