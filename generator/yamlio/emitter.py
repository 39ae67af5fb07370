"""Data -> YAML text: a string is plain only where every YAML 1.1 and 1.2 reader gives back that string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from json import JSONEncoder
from math import isfinite
from typing import Any

from generator.yamlio.characters import UNSEEN, shown

_WORD = r"(?:[A-Za-z0-9_./@%+=,()\-]|:(?=\S))"
_PLAIN = re.compile(rf"[A-Za-z_/]{_WORD}*(?: {_WORD}+)*(?<!:)")
_MEASURE = re.compile(r"[0-9]+(?:m|Ki|Mi|Gi|Ti|ms|s|h|d|%)|[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?")
_TYPED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"})
_ESCAPED = re.compile(f"[{UNSEEN}\ud800-\udfff]")
_NO_BLOCK = re.compile(rf"[\x00-\x08\x0b-\x1f]|[ \t](?:\n|\Z)|\A[ \t\n]|\n\n\Z|{_ESCAPED.pattern}")
_LONGEST_KEY = 1000  # readers give up on a one-line key of more than 1,024
_LONGEST_CACHED = 200
_json = JSONEncoder(ensure_ascii=False).encode


def dump(data: Any, comments: Mapping[str, str] | None = None) -> str:
    """The YAML text of dicts, lists and scalars in their order; `comments` stand above the top-level keys they name."""
    out: list[str] = []
    if type(data) is dict and data and comments:
        for key, value in data.items():
            if key in comments:
                out.append(_comment(comments[key], first=not out))
            _mapping({key: value}, "", "", out)
    elif type(data) is dict and data:
        _mapping(data, "", "", out)
    elif type(data) is list and data:
        _series(data, "", "", out)
    else:
        out.append(_scalar(data, "  ") + "\n")
    return "".join(out)


def dump_all(documents: Iterable[Any]) -> str:
    """The YAML text of several documents."""
    return "---\n".join(map(dump, documents))


def scalar(text: str) -> str:
    """One line of text as a value or a key: plain where every reader gives it back, else quoted."""
    return _line(text)


def _comment(text: str, *, first: bool) -> str:
    lines = (f"# {shown(line, longest=len(line))}".rstrip() + "\n" for line in text.splitlines())
    return ("" if first else "\n") + "".join(lines)


def _mapping(data: dict[str, Any], pad: str, prefix: str, out: list[str]) -> None:
    """Write entries at `pad`; `prefix` is what stands before the first of them: the pad, or a list item's dash."""
    inner = pad + "  "
    for key, value in data.items():
        head = prefix + _key(key)
        if head[-1] == "\n":
            head += f"{pad}:"
        prefix = pad
        kind = type(value)
        if kind is dict and value:
            out.append(head + "\n")
            _mapping(value, inner, inner, out)
        elif kind is list and value:
            out.append(head + "\n")
            _series(value, inner, inner, out)
        else:
            out.append(f"{head} {_scalar(value, inner)}\n")


def _series(items: list[Any], pad: str, prefix: str, out: list[str]) -> None:
    inner = pad + "  "
    for item in items:
        head = prefix + "- "
        prefix = pad
        kind = type(item)
        if kind is dict and item:
            _mapping(item, inner, head, out)
        elif kind is list and item:
            _series(item, inner, head, out)
        else:
            out.append(f"{head}{_scalar(item, inner)}\n")


@lru_cache(maxsize=1 << 14)
def _key(key: Any) -> str:
    """A key with its colon; one that is too long for its line begins with `?`, and the colon follows on the next."""
    if type(key) is not str:
        raise TypeError(f"a key must be text, found {key!r}")
    name = _uncached_line(key)
    return f"{name}:" if len(name) < _LONGEST_KEY else f"? {name}\n"


def _scalar(value: Any, pad: str) -> str:
    kind = type(value)
    if kind is str:
        if "\n" in value and not _NO_BLOCK.search(value):
            return _block(value, pad)
        return _line(value) if len(value) < _LONGEST_CACHED else _uncached_line(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value)
    if value is None:
        return "null"
    if kind is float and isfinite(value):
        return _float(value)
    if kind is dict or kind is list:
        return "{}" if kind is dict else "[]"
    raise TypeError(f"cannot be written as YAML: {value!r}")


def _uncached_line(text: str) -> str:
    if (_PLAIN.fullmatch(text) and text.lower() not in _TYPED) or _MEASURE.fullmatch(text):
        return text
    return _ESCAPED.sub(_numbered, _json(text))


def _numbered(match: re.Match[str]) -> str:
    number = ord(match.group())
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


_line = lru_cache(maxsize=1 << 16)(_uncached_line)


def _block(text: str, pad: str) -> str:
    """A literal block; the caller has made sure that it begins with no blank and ends with one line feed or none."""
    head, body = ("|", text[:-1]) if text[-1] == "\n" else ("|-", text)
    return head + "".join(f"\n{pad}{line}" if line else "\n" for line in body.split("\n"))


def _float(value: float) -> str:
    text = repr(value)
    return text.replace("e", ".0e", 1) if "e" in text and "." not in text else text
