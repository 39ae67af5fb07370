"""Text and data that came from anywhere -> HTML in which they are only that."""

from __future__ import annotations

import json
import re
from html import escape

from generator.console.text import safe

_SPAN = re.compile(r"(`[^`]+`)")


def text(words: str) -> str:
    """Words, in an element or in an attribute."""
    return escape(safe(words.replace("\t", " ")))


def prose(words: str) -> str:
    """The same, where what is in backticks is code."""
    parts = _SPAN.split(words)
    return "".join(f"<code>{text(part[1:-1])}</code>" if _SPAN.fullmatch(part) else text(part) for part in parts)


def embedded(data: object) -> str:
    """JSON within a script element, which nothing in it can end."""
    words = json.dumps(data, separators=(",", ":"))
    return words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
