"""Names that branches add -> lines apart: each stands below its letter, so that two of them seldom meet.

git merges what both sides insert, unless it stands in one gap between lines that both kept. A line for each letter of
the alphabet, with names below it or without, parts the gaps. In JSON, which has no comments, such a line is blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import TypeVar

T = TypeVar("T")
_ANCHOR = "\0"
_IN_JSON = re.compile(r'^ *"\\u0000[a-z]"(?:: null)?,$', re.MULTILINE)
_IN_YAML = re.compile(r'^( *)- "\\u0000([a-z])"$', re.MULTILINE)


def apart(names: Iterable[str]) -> list[str]:
    """The names in order, with an anchor before those of each letter."""
    anchors = [(letter, 0, _ANCHOR + letter) for letter in ascii_lowercase]
    return [text for *_, text in sorted([*anchors, *((name, 1, name) for name in names)])]


def is_anchor(name: object) -> bool:
    """Whether it stands for a letter."""
    return isinstance(name, str) and name.startswith(_ANCHOR)


def entries_apart(entries: Sequence[T], names: Sequence[str]) -> list[T | str]:
    """Entries that are called so, in order of their names, with the same anchors."""
    by_name = dict(zip(names, entries, strict=True))
    return [name if is_anchor(name) else by_name[name] for name in apart(names)]


def in_json(text: str) -> str:
    """The text of JSON with a blank line for each anchor."""
    return _IN_JSON.sub("", text) if r'"\u0000' in text else text


def in_yaml(text: str) -> str:
    """The text of YAML with a comment for each anchor of a list."""
    return _IN_YAML.sub(r"\1# \2", text)
