"""The text of a Helm template -> its actions: their words, their texts, and the block or definition around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_COMMENT = re.compile(r"\{\{(?:-\s)?/\*.*?\*/(?:\s-)?\}\}", re.DOTALL)
_TOKEN = re.compile(
    r""""(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|(?P<end>-?\}\})|(?P<word>[.$]?\w+)|.""", re.DOTALL
)
_OPENS = ("if", "range", "with", "define", "block")
_NAMED = ("define", "block")
_QUOTES = "\"`'"


class Token(NamedTuple):
    """A word (`.Values`, `$x`, `until`, `10`) or a quoted text of an action, and where it begins in the template."""

    text: str
    start: int

    @property
    def is_text(self) -> bool:
        """Whether it is quoted."""
        return self.text[0] in _QUOTES

    @property
    def content(self) -> str:
        """What stands between the quotes."""
        return self.text[1:-1]


class Action(NamedTuple):
    """What stands between `{{` and `}}`; `body` is the definition that it belongs to, or nothing; `depth` counts the
    blocks around it there."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    body: str
    depth: int

    @property
    def keyword(self) -> str:
        """The word that it begins with."""
        return self.tokens[0].text if self.tokens else ""

    def texts_after(self, *words: str) -> list[Token | None]:
        """What is called by these functions: the text that follows each of them, None where none follows."""
        beside = zip(self.tokens, (*self.tokens[1:], None), strict=False)  # of a comment there are none
        return [after if after and after.is_text else None for token, after in beside if token.text in words]


def actions(text: str) -> list[Action]:
    """The actions of a template in their order; what is left open at its end is Helm's to refuse."""
    found: list[Action] = []
    opened: list[str] = []
    for start, end, tokens in _raw(text):
        keyword = tokens[0].text if tokens else ""
        if keyword == "end" and opened:
            opened.pop()
        body, depth = _around(opened)
        found.append(Action(start, end, tokens, body, depth - 1 if keyword == "else" else depth))
        if keyword in _OPENS:
            named = keyword in _NAMED and len(tokens) > 1 and tokens[1].is_text
            opened.append(f"={tokens[1].content}" if named else "")
    return found


def definitions(text: str, found: list[Action]) -> str:
    """The template without all that it prints itself: what others may include."""
    kept: list[str] = []
    start = None
    for action in found:
        if start is None and action.keyword == "define":
            start, depth, body = action.start, action.depth, action.body
        elif start is not None and action.keyword == "end" and (action.depth, action.body) == (depth, body):
            kept.append(text[start : action.end])
            start = None
    return "\n".join(kept)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _around(opened: list[str]) -> tuple[str, int]:
    """The innermost definition, and how many blocks are open inside of it."""
    for depth, name in enumerate(reversed(opened)):
        if name:
            return name[1:], depth
    return "", len(opened)


def _raw(text: str) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    start = text.find("{{")
    while start >= 0:
        comment = _COMMENT.match(text, start)
        end, tokens = (comment.end(), ()) if comment else _inside(text, start + 2)
        if end < 0:
            return
        yield start, end, tokens
        start = text.find("{{", end)


def _inside(text: str, start: int) -> tuple[int, tuple[Token, ...]]:
    """Where an action ends, or -1, and its tokens."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start):
        if match["end"]:
            return match.end(), tuple(tokens)
        if match["word"] or (match[0][0] in _QUOTES and len(match[0]) > 1):
            tokens.append(Token(match[0], match.start()))
    return -1, ()
