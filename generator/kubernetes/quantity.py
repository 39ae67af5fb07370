"""A quantity as anyone may write it -> how much it is, and the one way in which the API server stores it."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Any

QUANTITY = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:([eE])([+-]?[0-9]+)|([KMGTPE]i|[numkMGTPE])?)")
BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
BY_POWER = {power: suffix for suffix, power in DECIMAL.items()}
BY_LEVEL = {level: suffix for suffix, level in BINARY.items()}
NANO = 10**9
MILLI = 10**3
LONG = 1000
"""Characters of a number: what has more is none that anybody means, and takes too long to read."""
LONGEST = 3
"""Digits of an exponent: what has more is no amount of anything."""


def canonical(amount: Any) -> Any:
    """A quantity as the server writes it: `1000m` is `1`, `0.5` is `500m`, `1024Mi` is `1Gi`; what is none stays."""
    return _canonical(_text(amount), NANO)


def canonical_resource(amount: Any) -> Any:
    """An entry of requests, limits and the like, of which the server keeps thousandths, rounded up."""
    return _canonical(_text(amount), MILLI)


def quantity(written: object) -> Fraction | None:
    """How much it is: `1Gi` is `1024Mi`, `1000m` is `1`; None for what is no quantity."""
    if not isinstance(written, str | int | float) or isinstance(written, bool):
        return None
    found = worth(str(written))
    return found if isinstance(found, Fraction) else None


def share(value: object, whole: int, *, up: bool) -> int | None:
    """A number as it is, or a part of a hundred of the whole, rounded up or down; None where it is neither."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,6}%", value):
        return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else None
    part = Fraction(int(value[:-1]) * whole, 100)
    return ceil(part) if up else floor(part)


@lru_cache(maxsize=4096)
def worth(amount: str) -> Fraction | str:
    """How much a quantity is, to compare; of what is none, its text."""
    parsed = _parsed(amount)
    return parsed[0] if parsed else amount


def _text(amount: Any) -> str:
    """A float's shortest text, without the exponent that would make it another form of quantity."""
    return f"{Decimal(repr(amount)):f}" if isinstance(amount, float) else str(amount)


def _parsed(text: str) -> tuple[Fraction, str] | None:
    """The value and its form: `Ki` for powers of 1024, `e` for an exponent, else empty."""
    found = QUANTITY.fullmatch(text) if len(text) <= LONG else None
    if found is None or not (found[2] or found[3]):
        return None
    value = Fraction(f"{found[1]}{found[2] or '0'}.{found[3] or '0'}")
    if found[4] and len(found[5]) > LONGEST:
        return None
    if found[4]:
        return value * Fraction(10) ** int(found[5]), "e"
    if found[6] in BINARY:
        return value * 1024 ** BINARY[found[6]], "Ki"
    return value * Fraction(10) ** DECIMAL[found[6] or ""], ""


@lru_cache(maxsize=4096)
def _canonical(text: str, parts: int) -> str:
    parsed = _parsed(text)
    if parsed is None:
        return text
    value, form = parsed
    value = Fraction(-(-value.numerator * parts // value.denominator), parts)  # rounded up, as the server does
    if form == "Ki" and abs(value) >= 1024 and value.denominator == 1:
        return _binary(value.numerator)
    return _decimal(value, "e" if form == "e" else "")


def _binary(number: int) -> str:
    level = 0
    while level < len(BINARY) and number % 1024 == 0:
        number, level = number // 1024, level + 1
    return f"{number}{BY_LEVEL.get(level, '')}"


def _decimal(value: Fraction, form: str) -> str:
    if value == 0:
        return "0"
    number, power = int(value * NANO), -9
    while number % 1000 == 0 and power < 18:
        number, power = number // 1000, power + 3
    if form:
        return f"{number}e{power}" if power else str(number)
    return f"{number}{BY_POWER[power]}"
