"""Quantities of Kubernetes, and numbers that may be a part of a hundred, as values to compare."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

_FORM = re.compile(r"([+-]?[0-9]*\.?[0-9]+|[+-]?[0-9]+\.)(?:([eE][+-]?[0-9]+)|([numkMGTPE]|[KMGTPE]i)?)")
_SUFFIXES = {"n": Fraction(1, 10**9), "u": Fraction(1, 10**6), "m": Fraction(1, 1000), "": Fraction(1)}
_SUFFIXES |= {letter: Fraction(1000 ** (power + 1)) for power, letter in enumerate("kMGTPE")}
_SUFFIXES |= {f"{letter}i": Fraction(1024 ** (power + 1)) for power, letter in enumerate("KMGTPE")}


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Fraction | None:
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    number, exponent, suffix = match.groups()
    if exponent and abs(int(exponent[1:])) > 30:
        return None
    return Fraction(number + exponent) if exponent else Fraction(number) * _SUFFIXES[suffix or ""]


def amount(value: object) -> Fraction | None:
    """The value of a quantity; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return _parsed(str(value))


def share(value: object, whole: int, *, up: bool) -> int | None:
    """A number as it is, or a part of a hundred of the whole, rounded up or down; None where it is neither."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,6}%", value):
        return int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value) else None
    part = Fraction(int(value[:-1]) * whole, 100)
    return ceil(part) if up else floor(part)
