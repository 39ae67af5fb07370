"""The operators of the language: what each makes of its two sides."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from generator.diff.rules.expression.words import UnreadError

BINDING: Mapping[str, int] = {
    "||": 0,
    "&&": 1,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in"), 2),
    **dict.fromkeys(("+", "-"), 3),
    **dict.fromkeys(("*", "/", "%"), 4),
}
"""How tightly each binds."""


def _alike(compute: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def computed(left: Any, right: Any) -> Any:
        numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (left, right))
        if not numbers and type(left) is not type(right):
            raise UnreadError("two types")
        return compute(left, right)

    return computed


def _within(left: Any, right: Any) -> Any:
    if not isinstance(right, list | dict):
        raise UnreadError("in")
    return bool(left in right)


def _quotient(left: Any, right: Any) -> Any:
    if right == 0:
        raise UnreadError("a division by nothing")
    return left / right if isinstance(left, float) or isinstance(right, float) else int(left / right)


OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": _alike(operator.lt),
    "<=": _alike(operator.le),
    ">": _alike(operator.gt),
    ">=": _alike(operator.ge),
    "in": _within,
    "+": _alike(operator.add),
    "-": _alike(operator.sub),
    "*": _alike(operator.mul),
    "/": _alike(_quotient),
    "%": _alike(operator.mod),
}


def both(left: Callable[[], Any], right: Callable[[], Any]) -> bool:
    """`&&`: no, if either side is no, though the other cannot be told."""
    return not either(lambda: not _truth(left()), lambda: not _truth(right()))


def either(left: Callable[[], Any], right: Callable[[], Any]) -> bool:
    """`||`: yes, if either side is yes, though the other cannot be told."""
    try:
        return _truth(left()) or _truth(right())
    except UnreadError:
        if _truth(right()):
            return True
        raise


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise UnreadError("no truth")


def inverse(sign: str, value: Any) -> Any:
    """`!` of a truth, `-` of a number."""
    if isinstance(value, bool) is (sign == "-") or not isinstance(value, int | float):
        raise UnreadError(sign)
    return not value if sign == "!" else -value
