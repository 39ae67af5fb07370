"""Bytes of an input file -> nodes with places, in one pass over the parser's events, or every problem it can find."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from yaml import CSafeLoader
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.errors import InputError, Place, Problem
from generator.nodes import Branch, Leaf, Node, Series
from generator.yamlio import refusals
from generator.yamlio.characters import text_of
from generator.yamlio.refusals import place_of
from generator.yamlio.scalars import Ambiguous, plain
from generator.yamlio.syntax import conflicts, syntax_problem

_DEEPEST = 50
_MOST_EVENTS = 100_000
_MOST_PROBLEMS = 100


def parse(data: bytes, file: str) -> Branch:
    """The mapping that a file holds; raises all its problems at once."""
    text, problems = _text(data, file)
    root = _Reader(text, file, problems).document()
    if problems or not isinstance(root, Branch):
        raise InputError(problems)
    return root


def parse_all(data: bytes, file: str) -> tuple[Branch, ...]:
    """The mappings of a file of one document or several; raises all its problems at once."""
    text, problems = _text(data, file)
    roots = _Reader(text, file, problems).documents()
    if problems:
        raise InputError(problems)
    return roots


def _text(data: bytes, file: str) -> tuple[str, list[Problem]]:
    text, problems = text_of(data, file)
    if hopeless := conflicts(text, file) or refusals.directives(text, file):
        raise InputError(problems + hopeless)
    return text, problems


class _LimitError(Exception):
    """The file is too deep or too long to go on; the problem is recorded."""


class _Reader:
    """Walks the events of one file once, building nodes and collecting problems."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text = text
        self.file = file
        self.problems = problems
        self.depth = 0
        self.events = 0
        self.next_event: Any = CSafeLoader(text).get_event

    def document(self) -> Node | None:
        """The only document of the file."""
        try:
            return self._document()
        except MarkedYAMLError as error:
            self.problems.append(syntax_problem(error, self.text, self.file))
        except _LimitError:
            pass
        return None

    def documents(self) -> tuple[Branch, ...]:
        """Each document of the file that is not empty."""
        try:
            return tuple(self._documents())
        except MarkedYAMLError as error:
            self.problems.append(syntax_problem(error, self.text, self.file))
        except _LimitError:
            pass
        return ()

    def _documents(self) -> Iterator[Branch]:
        self._next()
        while type(start := self._next()) is not StreamEndEvent:
            if start.version or start.tags:
                self.problems.append(refusals.directive(self._place(start)))
            first = self._next()
            root = self._node(first)
            self._next()
            if isinstance(root, Branch):
                yield root
            elif type(first) is not AliasEvent and not (isinstance(root, Leaf) and root.value is None):
                self.problems.append(refusals.not_a_mapping(first, root, self._place(first)))

    def _document(self) -> Node | None:
        self._next()
        start = self._next()
        if type(start) is StreamEndEvent:
            self.problems.append(refusals.empty(Place(self.file)))
            return None
        if start.version or start.tags:
            self.problems.append(refusals.directive(self._place(start)))
        first = self._next()
        root = self._node(first)
        self._next()
        second = self._next()
        if type(second) is not StreamEndEvent:
            self.problems.append(refusals.second_document(self._place(second)))
        if not isinstance(root, Branch) and type(first) is not AliasEvent:
            self.problems.append(refusals.not_a_mapping(first, root, self._place(first)))
        return root

    def _next(self) -> Any:
        self.events += 1
        event = self.next_event()
        if self.events > _MOST_EVENTS:
            self._stop("file-too-large", f"the file holds more than {_MOST_EVENTS} YAML events", event)
        if len(self.problems) > _MOST_PROBLEMS:
            self._stop("too-many-problems", f"the file has more than {_MOST_PROBLEMS} problems up to here", event)
        return event

    def _node(self, event: Any) -> Node:
        kind = type(event)
        if kind is AliasEvent:
            self.problems.append(refusals.alias(event, self._place(event)))
            return Leaf(None, self._place(event))
        if event.anchor is not None or event.tag is not None:
            self.problems += refusals.properties(event, self._place(event))
        if kind is ScalarEvent:
            return self._leaf(event)
        self.depth += 1
        if self.depth > _DEEPEST:
            self._stop("too-deep", f"the nesting is deeper than {_DEEPEST} levels", event)
        node = self._branch(event) if kind is MappingStartEvent else self._series(event)
        self.depth -= 1
        return node

    def _series(self, start: SequenceStartEvent) -> Series:
        items = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event))
        return Series(tuple(items), self._place(start))

    def _branch(self, start: MappingStartEvent) -> Branch:
        children: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while type(event := self._next()) is not MappingEndEvent:
            name = self._key(event)
            value = self._node(self._next())
            if name is None:
                continue
            place = self._place(event)
            if name in keys:
                self.problems.append(refusals.twice(name, place, keys[name]))
                continue
            children[name] = value
            keys[name] = place
        return Branch(children, keys, self._place(start))

    def _key(self, event: Any) -> str | None:
        """The text of a key; a key that is none is recorded, and skipped with all it holds."""
        if type(event) is not ScalarEvent:
            known = len(self.problems)
            self._node(event)
            self.problems[known:] = [refusals.nested_key(event, self.text, self._place(event))]
            return None
        if event.anchor is not None or event.tag is not None:
            self.problems += refusals.properties(event, self._place(event))
        text = str(event.value)
        value = plain(text) if event.implicit[0] else text
        if type(value) is str:
            return value
        self.problems.append(refusals.scalar_key(text, value, self._place(event)))
        return None

    def _leaf(self, event: Any) -> Leaf:
        value = plain(event.value) if event.implicit[0] else event.value
        if type(value) is Ambiguous:
            self.problems.append(refusals.ambiguous(value, self._place(event)))
        return Leaf(value, self._place(event))

    def _place(self, event: Any) -> Place:
        return place_of(event, self.file)

    def _stop(self, code: str, message: str, event: Any) -> NoReturn:
        self.problems.append(refusals.too_much(code, message, self._place(event)))
        raise _LimitError
