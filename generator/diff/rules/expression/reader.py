"""The words of an expression -> what computes it: operators by how tight they bind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from generator.diff.rules.expression.calls import MACROS, called, field, has, looped
from generator.diff.rules.expression.operators import BINDING, OPERATORS, both, either, inverse
from generator.diff.rules.expression.words import UnreadError, Word, words

Names = Mapping[str, Any]
Value = Callable[[Names], Any]
CONSTANTS: Names = {"true": True, "false": False, "null": None}


@lru_cache(maxsize=256)
def read(text: str) -> Value:
    """The expression as a function of the values of its names."""
    reader = Reader(words(text))
    try:
        found = reader.choice()
    except RecursionError as error:  # so deep that nobody wrote it to be read
        raise UnreadError(text[:40]) from error
    reader.take("end", "")
    return found


class Reader:
    """The words that are left, and what they make."""

    def __init__(self, left: list[Word]) -> None:
        self._left = left

    def take(self, sort: str, value: Any = None) -> Any:
        """The next word, which must be of this sort."""
        word = self._left[0]
        if word.sort != sort or (value is not None and word.value != value):
            raise UnreadError(str(word.value))
        return self._left.pop(0).value

    def is_next(self, *signs: str) -> bool:
        """Whether one of these comes next."""
        return self._left[0].sort in ("sign", "name") and self._left[0].value in signs

    def choice(self) -> Value:
        """`a ? b : c`, or what stands alone."""
        asked = self.binary(0)
        if not self.is_next("?"):
            return asked
        self.take("sign", "?")
        yes = self.choice()
        self.take("sign", ":")
        no = self.choice()
        return lambda names: yes(names) if asked(names) is True else no(names)

    def binary(self, least: int) -> Value:
        """Operators that bind at least so tightly."""
        left = self.unary()
        while self.is_next(*BINDING) and BINDING[self._left[0].value] >= least:
            sign = self._left.pop(0).value
            left = _joined(sign, left, self.binary(BINDING[sign] + 1))
        return left

    def unary(self) -> Value:
        """`!a`, `-a`, or a value with what follows it."""
        if self.is_next("!", "-"):
            sign, of = self._left.pop(0).value, self.unary()
            return lambda names: inverse(sign, of(names))
        return self.followed(self.primary())

    def followed(self, of: Value) -> Value:
        """Fields, indices and calls after a value."""
        while self.is_next(".", "["):
            if self._left.pop(0).value == "[":
                of = _indexed(of, self.choice())
                self.take("sign", "]")
            else:
                of = self.member(of, self.take("name"))
        return of

    def member(self, of: Value, name: str) -> Value:
        """A field, or a call of a function on the value."""
        if not self.is_next("("):
            return lambda names: field(of(names), name)
        self.take("sign", "(")
        if name in MACROS:
            each = self.take("name")
            self.take("sign", ",")
            body = self.choice()
            self.take("sign", ")")
            return lambda names: looped(name, of(names), lambda one: body({**names, each: one}))
        given = self.given(")")
        return lambda names: called(name, of(names), [one(names) for one in given])

    def given(self, end: str) -> list[Value]:
        """Values with commas between them, up to a closing sign."""
        found: list[Value] = []
        while not self.is_next(end):
            found.append(self.choice())
            if not self.is_next(end):
                self.take("sign", ",")
        self.take("sign", end)
        return found

    def primary(self) -> Value:
        """A constant, a name, a list, or an expression in parentheses."""
        word = self._left.pop(0)
        if word.sort in ("number", "text"):
            return lambda _: word.value
        if word.value == "(":
            found = self.choice()
            self.take("sign", ")")
            return found
        if word.value == "[":
            several = self.given("]")
            return lambda names: [one(names) for one in several]
        if word.sort != "name":
            raise UnreadError(str(word.value))
        return self.named(word.value)

    def named(self, name: str) -> Value:
        """A constant, a value by its name, or a call."""
        if name in CONSTANTS:
            return lambda _: CONSTANTS[name]
        if not self.is_next("("):
            return lambda names: _looked_up(names, name)
        self.take("sign", "(")
        given = self.given(")")
        if len(given) != 1:
            raise UnreadError(name)
        of = given[0]
        return (lambda names: has(lambda: of(names))) if name == "has" else (lambda names: called(name, of(names), []))


def _joined(sign: str, left: Value, right: Value) -> Value:
    if sign in ("&&", "||"):
        join = both if sign == "&&" else either
        return lambda names: join(lambda: left(names), lambda: right(names))
    return lambda names: OPERATORS[sign](left(names), right(names))


def _indexed(of: Value, index: Value) -> Value:
    return lambda names: field(of(names), index(names))


def _looked_up(names: Names, name: str) -> Any:
    if name not in names:
        raise UnreadError(name)
    found = names[name]
    return found() if callable(found) else found
