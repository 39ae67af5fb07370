"""Text and data that came from anywhere -> HTML in which they are only that."""

from __future__ import annotations

import json
from html import escape

from generator.console.text import safe


def text(words: str) -> str:
    """Words, in an element or in an attribute."""
    return escape(safe(words.replace("\t", " ")))


def embedded(data: object) -> str:
    """JSON within a script element, which nothing in it can end."""
    words = json.dumps(data, separators=(",", ":"))
    return words.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
