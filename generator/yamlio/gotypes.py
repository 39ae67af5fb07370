"""A plain scalar of rendered text -> its value, as the reader of Helm and Kubernetes (go-yaml 2) types it."""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf, nan
from typing import Any

_WORDS: dict[str, Any] = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), nan),
}
_NUMERIC = frozenset("0123456789+-.")
_OCTAL = re.compile(r"([-+]?)0([0-7]+)")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_EXACT = 2**53


@lru_cache(maxsize=1 << 16)
def value_of(text: str) -> Any:
    """The value of a plain scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    return _number(text)


@lru_cache(maxsize=1 << 16)
def key_of(text: str) -> str | None:
    """A plain key as JSON has it: numbers and booleans become text; null and merge keys are none."""
    value = value_of(text)
    if value is None or value == "<<":
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(text: str) -> Any:
    digits = text if text[0] == "." else text.replace("_", "")
    if match := _OCTAL.fullmatch(digits):
        return int(match.group(1) + match.group(2), 8)
    if _INTEGER.fullmatch(digits):
        return _integer(digits)
    if _FLOAT.fullmatch(digits):
        number = float(digits)
        if number in (inf, -inf):
            return text
        return int(number) if abs(number) < _EXACT and number.is_integer() else number
    return text


def _integer(digits: str) -> int | float:
    if len(digits) > 100:
        return float(digits)
    number = int(digits, 0)
    return number if -(2**63) <= number < 2**64 else float(number)
