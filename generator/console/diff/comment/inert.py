"""Text that came from anywhere -> Markdown in which it is only text: no mention, link, markup, marker or table cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.console.text import safe

_ACTIVE = re.compile(r"[&<>|`*_~\[\]\\#@$]")
_SIMPLE = re.compile(r"[\w./=\[\](),+%→-](?:[\w./:=\[\](),+% →-]*[\w./=\[\](),+%→-])?")
_SPAN = re.compile(r"(`[^`]+`)")
_SPEAKS = re.compile(r"[@#$]|://|www\.|\bGH-\d|:\w+:|(?<!\w)[0-9a-f]{7,40}(?!\w)")
"""What GitHub makes a mention, a link, a formula or a picture of, outside of code."""
_BLOCK = re.compile(r"[-+=]|\d+[.)]")
_LONGEST = 2_000


def cut(text: str, longest: int) -> str:
    """The text, or its beginning."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def code(text: str) -> str:
    """A text as code within a line; also in a table."""
    text = _one_line(text)
    return f"`{text}`" if _SIMPLE.fullmatch(text) else html_code(text)


def html_code(text: str) -> str:
    """The same where HTML is around it, as in a summary."""
    return f"<code>{_literal(_one_line(text))}</code>"


def html(text: str) -> str:
    """Words where HTML is around them; those that would speak to somebody are code."""
    return " ".join(html_code(word) if _SPEAKS.search(word) else _literal(word) for word in _one_line(text).split(" "))


def prose(text: str) -> str:
    """Words as they are; what is in backticks, or would speak to somebody, is code."""
    text = _one_line(text)
    parts = [code(part[1:-1]) if _SPAN.fullmatch(part) else _words(part) for part in _SPAN.split(text)]
    joined = "".join(parts)
    return f"&#{ord(joined[0])};{joined[1:]}" if _BLOCK.match(joined) else joined


def fenced(lines: Iterable[str], language: str = "diff") -> str:
    """A block of code that no line in it can end, and that holds no comment of HTML."""
    texts = [safe(line).replace("<!--", r"<\x21--") for line in lines]
    longest = max((len(run) for text in texts for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *texts, fence])


def marker(key: str) -> str:
    """The first line, by which whoever posts the comment finds it again."""
    return f"<!-- cartwright:diff:v1:{re.sub('[^A-Za-z0-9._/]+', '-', key)[:100].strip('-/') or 'main'} -->"


def _one_line(text: str) -> str:
    return safe(text.replace("\t", " "))[:_LONGEST]


def _words(text: str) -> str:
    return " ".join(code(word) if _SPEAKS.search(word) else _literal(word) for word in text.split(" "))


def _literal(text: str) -> str:
    return _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", text)
