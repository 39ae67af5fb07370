"""Text that came from anywhere -> text that is harmless on a terminal and in a build log."""

from __future__ import annotations

import json
import re
import unicodedata

_COMMAND = re.compile(r"^[^\S\n]*::|##\[", re.MULTILINE)
_JOINERS = frozenset("\u200c\u200d")  # Bengali, Persian and others are written with them
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\t"}


def safe(text: str) -> str:
    """The text with control characters, direction marks and other unseen characters escaped."""
    if text.isprintable():
        return text
    return "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if character in _JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return character
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def neutral(line: str) -> str:
    """The line so that GitHub Actions sees no command in it, wherever `::` or `##[` came from."""
    blank = len(line) - len(line.lstrip())
    if line.startswith("::", blank):
        line = f"{line[:blank]}\\x3a:{line[blank + 2 :]}"
    return line.replace("##[", "#\\x23[")


def is_neutral(text: str) -> bool:
    """Whether GitHub Actions sees no command in any line of the text."""
    return not _COMMAND.search(text)


def harmless_json(data: object) -> str:
    """JSON in ASCII alone: nothing in it that a terminal or GitHub Actions obeys, and a reader gets the same data."""
    return json.dumps(data, indent=2).replace("##[", "#\\u0023[") + "\n"


def readable_json(data: object) -> str:
    """JSON with letters as they are, and all that a terminal or GitHub Actions obeys escaped."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    lines = "".join(c if c == "\n" or safe(c) == c else json.dumps(c)[1:-1] for c in text)
    return lines.replace("##[", "#\\u0023[") + "\n"


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or character in _JOINERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
