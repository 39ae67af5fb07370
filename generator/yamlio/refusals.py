"""What YAML allows and the reader refuses: an event of the parser -> a problem with its place."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent

from generator.errors import Also, Place, Problem
from generator.nodes import Leaf, Node, Series
from generator.yamlio.characters import place_in, quoted, shown
from generator.yamlio.scalars import Ambiguous, Value
from generator.yamlio.syntax import without_space

_KINDS: dict[type, str] = {bool: "a boolean", int: "a number", float: "a number", type(None): "null"}
_LINES = "write `key: value` lines"
_WAYS_OUT = {
    "file-too-large": "move what is large into a file under `config/files/`",
    "too-deep": "close the brackets, or take levels away",
    "too-many-problems": "mend these first: the file is read no further",
}
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_MOST_DIRECTIVES = 100


def place_of(event: Any, file: str) -> Place:
    """Where an event begins."""
    mark = event.start_mark
    return Place(file, mark.line + 1, mark.column + 1)


def empty(place: Place) -> Problem:
    """A file without a value, which may hold comments."""
    message = "the file is empty, expected a mapping"
    hint = "write `key: value` lines, or remove the file"
    return Problem(code="empty-file", message=message, place=place, hint=hint)


def not_a_mapping(event: Any, root: Node, place: Place) -> Problem:
    """A file that is a list or a single scalar."""
    if isinstance(root, Series):
        message = "the file is a list, expected a mapping"
        return Problem(code="not-a-mapping", message=message, place=place, hint=_LINES)
    if isinstance(root, Leaf) and root.value is None and type(event) is ScalarEvent:
        return empty(place._replace(line=1, column=1))
    text = getattr(event, "value", "")
    if problem := without_space(text, place):
        return problem
    message = f"the file is the text `{shown(text)}`, expected a mapping"
    return Problem(code="not-a-mapping", message=message, place=place, hint=_LINES)


def second_document(place: Place) -> Problem:
    """More than one document in a file."""
    message = "a second document starts here, expected one document a file"
    hint = "move it to a file of its own, or remove the line"
    return Problem(code="yaml-multi-doc", message=message, place=place, hint=hint)


def directive(place: Place) -> Problem:
    """`%YAML` or `%TAG`, which would change what the rest means."""
    hint = "remove the line that starts with `%`"
    return Problem(code="yaml-directive", message="directives are not allowed", place=place, hint=hint)


def directives(text: str, file: str) -> list[Problem]:
    """The problem of a file with more lines that begin as directives than any has: many keep the parser busy."""
    lines = list(islice(_DIRECTIVE.finditer(text), _MOST_DIRECTIVES + 1))
    return [directive(place_in(text, lines[0].start(), file))] if len(lines) > _MOST_DIRECTIVES else []


def too_much(code: str, message: str, place: Place) -> Problem:
    """Where the reader gives up."""
    return Problem(code=code, message=message, place=place, hint=_WAYS_OUT[code])


def alias(event: AliasEvent, place: Place) -> Problem:
    """`*name`, which would make one line mean another."""
    name = shown(f"*{event.anchor}")
    hint = f'write the value out, or quote it if it is text: `"{name}"`'
    return Problem(code="yaml-alias", message=f"aliases are not allowed, found `{name}`", place=place, hint=hint)


def properties(event: Any, place: Place) -> list[Problem]:
    """The anchor and the tag of a node."""
    problems = []
    if event.anchor is not None:
        name = shown(f"&{event.anchor}")
        message = f"anchors are not allowed, found `{name}`"
        problems.append(Problem(code="yaml-alias", message=message, place=place, hint=f"remove `{name}`"))
    if event.tag is not None:
        tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!", 1))
        hint = "remove the tag, and quote the value if it is text"
        problems.append(
            Problem(code="yaml-tag", message=f"tags are not allowed, found `{tag}`", place=place, hint=hint)
        )
    return problems


def ambiguous(found: Ambiguous, place: Place) -> Problem:
    """A plain scalar that YAML readers disagree about."""
    return Problem(code="ambiguous-scalar", message=found.message, place=place, hint=found.hint)


def twice(name: str, place: Place, first: Place) -> Problem:
    """A key that its mapping already has."""
    word = shown(name)
    return Problem(
        code="duplicate-key",
        message=f"the key `{word}` stands twice in this mapping",
        place=place,
        also=(Also(first, f"`{word}` stands here first"),),
        hint="keep one of the two",
    )


def scalar_key(text: str, value: Value | Ambiguous, place: Place) -> Problem:
    """A plain key that is no text."""
    if text == "<<":
        hint = "write the keys out; what services share goes to `defaults` in `config/platform.yaml`"
        message = "merge keys are not allowed, found `<<`"
        return Problem(code="yaml-merge", message=message, place=place, hint=hint)
    if not text:
        message = "a key must be text, found none before the `:`"
        return Problem(code="key-type", message=message, place=place, hint="write the key before the `:`")
    kind = "ambiguous" if isinstance(value, Ambiguous) else _KINDS.get(type(value), "a date")
    message = f"a key must be text, `{shown(text)}` is {kind}"
    return Problem(code="key-type", message=message, place=place, hint=quoted(text))


def nested_key(event: Any, text: str, place: Place) -> Problem:
    """A key that is a mapping, a list or an alias."""
    if type(event) is AliasEvent:
        return alias(event, place)
    index = event.start_mark.index
    found = "a mapping" if type(event) is MappingStartEvent else "a list"
    template = "{{" in text[max(index - 1, 0) : index + 2]
    hint = "put the whole value that holds `{{` in quotes" if template else "write the key as text"
    return Problem(code="key-type", message=f"a key must be text, found {found}", place=place, hint=hint)
