"""What GitHub would make of a comment: a reading of it in CommonMark with tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAG = re.compile(r"<[^>]*>")
_OURS = re.compile(r"</?(?:details|summary|b|code|sub)>|<details open>")
_MARKER = re.compile(r"<!-- cartwright:diff:v1:[A-Za-z0-9._/-]+ -->")
_SPOKEN = re.compile(r"[@#]\w|://|www\.")


@dataclass
class Reading:
    """What is in a comment."""

    tags: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    """texts outside of code that would speak to somebody"""
    links: int = 0
    fences: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    headings: int = 0
    quotes: int = 0

    def balanced(self, tag: str) -> bool:
        """Whether each is closed, and none before it is opened."""
        deep = 0
        for one in self.tags:
            deep += one.startswith(f"<{tag}") - (one == f"</{tag}>")
            if deep < 0:
                return False
        return deep == 0


def read(text: str) -> Reading:
    """The comment, taken apart."""
    reading = Reading()
    for token in _all(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)):
        match token.type:
            case "fence" | "code_block":
                reading.fences.append(token.content)
            case "heading_open":
                reading.headings += 1
            case "blockquote_open":
                reading.quotes += 1
            case "html_block":
                _html(token.content, reading)
            case "inline":
                _inline(token, reading)
    return reading


def _all(tokens: list[Token]) -> Iterator[Token]:
    yield from tokens


def _inline(token: Token, reading: Reading) -> None:
    code = 0
    for child in token.children or ():
        match child.type:
            case "html_inline":
                reading.tags.append(child.content)
                code += (child.content == "<code>") - (child.content == "</code>")
            case "link_open" | "image":
                reading.links += 1
            case "text" if not code and _SPOKEN.search(child.content):
                reading.spoken.append(child.content)


def _html(content: str, reading: Reading) -> None:
    if content.startswith("<!--"):
        reading.comments.append(content.split("\n")[0])
        assert content.count("\n") <= 1, content
        return
    reading.tags += _TAG.findall(content)
    outside = re.sub(r"<code>[^<]*</code>", "", content)
    if _SPOKEN.search(re.sub(r"&#\d+;", "", outside)):
        reading.spoken.append(content)


def is_sound(reading: Reading) -> bool:
    """Whether nothing in it is markup but ours."""
    ours = all(_OURS.fullmatch(tag) for tag in reading.tags)
    marked = len(reading.comments) == 1 and _MARKER.fullmatch(reading.comments[0])
    closed = all(map(reading.balanced, ("details", "summary", "b", "code", "sub")))
    return bool(ours and marked and closed and not reading.spoken and not reading.links and reading.headings == 1)
