"""A path of `ignoreDifferences` -> its steps: a JSON pointer, or a jq path of the simple forms that people write.

`.spec.data[]?.remoteRef.key`, `.metadata.annotations["a/b"]`, `.spec.containers[0].image`,
`.spec.template.spec.containers[] | select(.name == "app") | .env`: such is understood; anything else is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOKEN = re.compile(
    r"""\s*(?:
      \.?\[\s*"(?P<quoted>(?:[^"\\]|\\.)*)"\s*\]\??
    | \."(?P<dotted>(?:[^"\\]|\\.)*)"\??
    | \.?\[\s*(?P<index>\d+)\s*\]\??
    | \.?(?P<each>\[\s*\])\??
    | \|?\s*select\(\s*(?P<path>[.\w"\[\]-]+)\s*==\s*"(?P<value>[^"]*)"\s*\)
    | \.(?P<key>[A-Za-z_]\w*)\??
    | (?P<pipe>\|)
    )\s*""",
    re.X,
)


@dataclass(frozen=True)
class Key:
    """An entry of a mapping."""

    name: str


@dataclass(frozen=True)
class Index:
    """An entry of a list."""

    number: int


@dataclass(frozen=True)
class Each:
    """Every entry of a list or mapping."""


@dataclass(frozen=True)
class Select:
    """Only where a value below is this."""

    steps: tuple[Step, ...]
    value: str


Step = Key | Index | Each | Select


def pointer(text: str) -> tuple[Step, ...] | None:
    """The steps of a JSON pointer."""
    if not text.startswith("/"):
        return None
    parts = (part.replace("~1", "/").replace("~0", "~") for part in text[1:].split("/"))
    return tuple(Index(int(part)) if part.isdigit() else Key(part) for part in parts)


def steps(text: str) -> tuple[Step, ...] | None:
    """The steps of a jq path; None where it is of another form."""
    found: list[Step] = []
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or match.end() == at:
            return None
        found.extend(_step(match))
        at = match.end()
    return tuple(found) or None


def _step(match: re.Match[str]) -> Iterator[Step]:
    """What one token means; a pipe alone means nothing."""
    for group in ("quoted", "dotted", "key"):
        if match[group] is not None:
            yield Key(match[group].replace('\\"', '"'))
            return
    if match["index"] is not None:
        yield Index(int(match["index"]))
    elif match["each"] is not None:
        yield Each()
    elif match["path"] is not None:
        below: Sequence[Step] = steps(match["path"]) or ()
        yield Select(tuple(below), match["value"])
