"""What differs -> the same without a trace of any secret: only that it changed, came or went."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

from generator.diff.compare.sensitive import SECRETS, inner, speaks
from generator.diff.compare.telling import is_flag, is_telling, is_telling_inside, told_in
from generator.diff.compare.where import Where
from generator.diff.compare.words import words
from generator.diff.nouns import NOTHING, Object

HIDDEN = "«hidden»"
"""What is printed in the place of a secret."""
_KEY = token_bytes(32)
_NAMELIKE = words("apiVersion image kind mountPath name namespace path type")
_SHORTEST, _SHORTEST_ELSEWHERE = 4, 8


@dataclass(frozen=True)
class Hidden:
    """A secret's place: equal to another where the secrets are, and nothing can be read of it.

    The digest is made with a key that dies with the run, and belongs into no output.
    """

    digest: bytes = field(repr=False)

    def __str__(self) -> str:
        return HIDDEN


def hidden(value: Any) -> Any:
    """The place of a value; nothing stays nothing."""
    if value is NOTHING:
        return value
    text = json.dumps(value, sort_keys=True, default=str)
    return Hidden(hmac.digest(_KEY, text.encode("utf-8", "surrogatepass"), "sha256"))


def secrets_in(value: Any, where: Where) -> Iterator[str]:
    """Every text at or below a place that is a secret, or in which one can be read."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            if is_telling(key):
                yield key
            yield from secrets_in(below, inner(where, key, value, value))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            flagged = index and is_flag(value[index - 1]) and speaks(value[index - 1], (below,))
            yield from secrets_in(below, where._replace(secret=True) if flagged else where)
    elif isinstance(value, str):
        if where.secret or is_telling(value) or ("binaryData" in where.steps and is_telling_inside(value)):
            yield value
    elif where.secret and isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def known(before: Object | None, after: Object | None, where: Where) -> frozenset[str]:
    """The secrets of both sides, as written and as they read, to be found again where nothing tells of them."""
    found = {text for one in (before, after) for text in secrets_in(one, where)}
    parts = {part for text in found for part in told_in(text)}
    return frozenset((found | parts | {_decoded(text) for text in found}) - {""})


def _decoded(text: str) -> str:
    try:
        return b64decode(text, validate=True).decode()
    except (Error, ValueError):
        return ""


def repeats(text: str, where: Where, secrets: frozenset[str]) -> bool:
    """Whether one of the known secrets stands in a text; short ones count only beside a Secret's own."""
    if where.kind in SECRETS:
        return any(len(one) >= _SHORTEST and one in text for one in secrets)
    if where.field in _NAMELIKE:
        return False
    return any(len(one) >= _SHORTEST_ELSEWHERE and one in text for one in secrets)


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a value, keys too."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield str(key)
            yield from texts_in(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from texts_in(below)
    elif isinstance(value, str):
        yield value
