"""The functions and macros of the language, those that policies use."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.diff.rules.expression.words import UnreadError

MACROS = ("all", "exists", "exists_one", "filter", "map")
Predicate = Callable[[Any], Any]
OF_TEXT: Mapping[str, Callable[..., Any]] = {
    "contains": lambda of, part: part in of,
    "endsWith": lambda of, part: of.endswith(part),
    "lowerAscii": lambda of: of.lower(),
    "matches": lambda of, pattern: re.search(pattern, of) is not None,
    "startsWith": lambda of, part: of.startswith(part),
    "upperAscii": lambda of: of.upper(),
}
NUMBERS: Mapping[str, Callable[[Any], Any]] = {"double": float, "int": int, "string": str}


def field(of: Any, key: Any) -> Any:
    """A field of a mapping, or an entry of a list; one that is not there cannot be told."""
    try:
        return of[key]
    except (KeyError, IndexError, TypeError) as error:
        raise UnreadError(str(key)) from error


def has(of: Callable[[], Any]) -> bool:
    """Whether the last field of a path is there."""
    try:
        return of() is not None
    except UnreadError as error:
        if isinstance(error.__cause__, KeyError):
            return False
        raise


def called(name: str, of: Any, given: list[Any]) -> Any:
    """A function of a value."""
    if name == "size" and isinstance(of, str | list | dict):
        return len(of)
    try:
        if name in OF_TEXT and isinstance(of, str):
            return OF_TEXT[name](of, *given)
        if name in NUMBERS and isinstance(of, str | int | float):
            return NUMBERS[name](of)
    except (TypeError, ValueError, re.error) as error:
        raise UnreadError(name) from error
    raise UnreadError(name)


def looped(name: str, of: Any, each: Predicate) -> Any:
    """A macro over the entries of a list, or the keys of a mapping."""
    if not isinstance(of, list | dict):
        raise UnreadError(name)
    found = [(one, each(one)) for one in of]
    if name == "map":
        return [made for _, made in found]
    if name == "filter":
        return [one for one, is_so in found if is_so is True]
    count = sum(is_so is True for _, is_so in found)
    return {"all": count == len(found), "exists": count > 0, "exists_one": count == 1}[name]
