"""Text that Helm rendered -> objects, by the rules of the YAML reader that Helm and Kubernetes use (go-yaml 2)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from yaml import CSafeLoader, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from generator.yamlio.gotypes import key_of, value_of
from generator.yamlio.lines import UNUSUAL, block
from generator.yamlio.weight import is_too_much

_BETWEEN = re.compile(r"^---\n", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


class RenderedTextError(ValueError):
    """Rendered text that Kubernetes would not take for objects, and the line of it (from 1)."""

    def __init__(self, message: str, line: int) -> None:
        self.message = message
        self.line = line
        super().__init__(f"line {line}: {message}")


class RepeatedKeyError(RenderedTextError):
    """A mapping with one key twice: Helm keeps the last and says nothing, Kubernetes refuses it."""


def documents(text: str) -> list[Any]:
    """The objects of rendered text, empty documents left out."""
    found: list[Any] = []
    pieces = [text] if _DIRECTIVE.search(text) else _BETWEEN.split(text)
    for index, piece in enumerate(pieces):
        value = block(piece)
        if value is UNUSUAL:
            found += _parsed(piece, pieces[:index])
        elif value is not None:
            found.append(value)
    return found


def _parsed(text: str, above: list[str]) -> list[Any]:
    """The objects of any YAML text; `above` are the documents before it, which count for the line of an error."""
    try:
        found: list[Any] = _Objects(text).all()
    except RenderedTextError as error:
        raise type(error)(error.message, error.line + _lines(above)) from None
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise RenderedTextError(problem, _lines(above) + (mark.line + 1 if mark else 1)) from error
    except RecursionError:
        raise RenderedTextError("the nesting is too deep", _lines(above) + 1) from None
    if "*" in text and any(map(is_too_much, found)):
        raise RenderedTextError("its aliases come to more values than any object has", _lines(above) + 1)
    return found


def _lines(pieces: list[str]) -> int:
    return sum(piece.count("\n") + 1 for piece in pieces)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Objects:
    """Builds plain data from the parser's events; nodes of anchors are kept for their aliases."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = CSafeLoader(text).get_event
        self.anchors: dict[str, Any] = {}

    def all(self) -> list[Any]:
        found = []
        self.next()
        while type(self.next()) is not StreamEndEvent:
            value = self.value(self.next())
            if value is not None:
                found.append(value)
            self.next()
            self.anchors.clear()
        return found

    def value(self, event: Any) -> Any:
        kind = type(event)
        if kind is ScalarEvent and event.tag is None and event.anchor is None:
            return value_of(event.value) if event.implicit[0] else event.value
        if kind is AliasEvent:
            return self.alias(event)
        if event.tag is not None:
            raise RenderedTextError(f"tags are not read here: `{event.tag}`", _line(event))
        if kind is ScalarEvent:
            value = value_of(event.value) if event.implicit[0] else event.value
        else:
            value = self.mapping() if kind is MappingStartEvent else self.series()
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    def mapping(self) -> dict[str, Any]:
        result: dict[str, Any] = {}
        following, value = self.next, self.value
        while type(event := following()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.tag is not None or event.anchor is not None:
                raise RenderedTextError("a key must be plain text", _line(event))
            key = key_of(event.value) if event.implicit[0] else event.value
            if key is None:
                raise RenderedTextError(f"`{event.value}` cannot be a key", _line(event))
            if key in result:
                raise RepeatedKeyError(f"the key `{key}` stands twice in one mapping", _line(event))
            result[key] = value(following())
        return result

    def series(self) -> list[Any]:
        result = []
        following, value = self.next, self.value
        while type(event := following()) is not SequenceEndEvent:
            result.append(value(event))
        return result

    def alias(self, event: AliasEvent) -> Any:
        if event.anchor not in self.anchors:
            raise RenderedTextError(f"the alias `*{event.anchor}` has no anchor", _line(event))
        return self.anchors[event.anchor]
