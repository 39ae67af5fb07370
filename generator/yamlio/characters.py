"""Bytes of an input file -> text: strict UTF-8, and no character that a reader of the file could not see."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from generator.errors import InputError, Place, Problem

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0d"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
UNSEEN = f"{_CONTROL}{_BIDI}{_INVISIBLE}"
"""What a person cannot see, as the inside of a set of a regular expression."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_NOT_SHOWN = re.compile(f"[{UNSEEN}\t\n\r\ud800-\udfff]")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_IS_CONTROL = re.compile(f"[{_CONTROL}]")
_LONE_RETURN = re.compile("\r(?!\n)")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MOST_REPORTED = 20
_STAND_IN = "\ufffd"
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def text_of(data: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text, each unseen character replaced by a visible one of the same width, and a problem for each of them.

    Bytes that are no text at all raise at once.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError([_not_utf8(data, error.start, file)]) from None
    if lone := _LONE_RETURN.search(text):
        raise InputError([_lone_return(place_in(text, lone.start(), file))])
    if not _UNSEEN.search(text):
        return text, []
    found = islice(_UNSEEN.finditer(text), _MOST_REPORTED)
    problems = [_unseen(match.group(), place_in(text, match.start(), file)) for match in found]
    return _UNSEEN.sub(_STAND_IN, text), problems


def shown(text: str, longest: int = 60) -> str:
    """The text as a message may print it: short, on one line, every unseen character as YAML escapes it."""
    if len(text) > longest:
        text = text[: longest - 1] + "\u2026"
    return _NOT_SHOWN.sub(lambda match: _escaped(match.group()), text)


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def quoted(text: str) -> str:
    """The hint to quote a scalar, with the quotes that fit."""
    quote = "'" if '"' in text or "\\" in text else '"'
    return f"quote it: `{quote}{shown(text, longest=40)}{quote}`"


def unseen_in(text: str) -> str:
    """The first character of the text that a person cannot see, or nothing."""
    match = _NOT_SHOWN.search(text)
    return match.group() if match else ""


def number_of(character: str) -> str:
    """The Unicode number of a character, as in `U+202E`."""
    return f"U+{ord(character):04X}"


def place_in(text: str, index: int, file: str) -> Place:
    """The place of a character of the text."""
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _not_utf8(data: bytes, index: int, file: str) -> Problem:
    before = data[:index].decode("utf-8")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return Problem(
        code="encoding",
        message=f"byte `0x{data[index]:02X}` is not valid UTF-8",
        place=place_in(before, len(before), file),
        hint="the file is UTF-16; save it as UTF-8" if wide else "save the file as UTF-8",
    )


def _lone_return(place: Place) -> Problem:
    return Problem(
        code="encoding",
        message="the line ends with a carriage return (U+000D) alone, expected a line feed",
        place=place,
        hint="convert the line ends of the file to LF",
    )


def _unseen(character: str, place: Place) -> Problem:
    number = number_of(character)
    name = unicodedata.name(character, "").lower()
    named = f"`{number}` ({name})" if name else f"`{number}`"
    width = "x" if ord(character) < 0x100 else "u" if ord(character) < 0x10000 else "U"
    digits = {"x": 2, "u": 4, "U": 8}[width]
    escape = f"\\{width}{ord(character):0{digits}X}"
    kind = "bidirectional control" if _IS_BIDI.match(character) else "invisible character"
    if _IS_CONTROL.match(character):
        kind = "control character"
    return Problem(
        code="bidi" if _IS_BIDI.match(character) else "bad-char",
        message=f"found the {kind} {named}, expected only characters that can be seen",
        place=place,
        hint=f"remove it; where a value needs it, write `{escape}` in double quotes",
    )
