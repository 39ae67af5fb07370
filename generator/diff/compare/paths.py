"""Steps into an object <-> the path that readers know, as `containers[api].env[LEVEL].value` or `data["app.yaml"]`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_LABEL = re.compile(r"""[^\[\]"\\\x00-\x20\x7f-\x9f\u2028\u2029]+""")
_NUMBER = re.compile("[0-9]{1,9}")
_PIECE = re.compile(
    r'\[\((?P<odd>"(?:[^"\\]|\\.)*")\)\]|\[(?P<key>"(?:[^"\\]|\\.)*")\]'
    r'|\[(?P<label>[^\[\]"\\]+)\]|\.?(?P<plain>[^.\[\]]+)'
)


class Entry(str):
    """The label of an entry of a list: its key, or its number."""

    __slots__ = ()


Steps = tuple[str, ...]
"""Keys of mappings, and entries of lists."""


def path(steps: Steps) -> str:
    """The steps as one text; `steps` takes it apart again."""
    return "".join(_written(step) for step in steps).removeprefix(".")


def _written(step: str) -> str:
    if isinstance(step, Entry):
        return f"[{step}]" if _LABEL.fullmatch(step) else f"[({json.dumps(step)})]"
    return f".{step}" if _PLAIN.fullmatch(step) else f"[{json.dumps(step)}]"


def steps(path: str) -> Steps:
    """The steps that a path was made of."""
    return tuple(_read(path))


def _read(path: str) -> Iterator[str]:
    for piece in _PIECE.finditer(path):
        if odd := piece["odd"]:
            yield Entry(json.loads(odd))
        elif key := piece["key"]:
            yield json.loads(key)
        elif label := piece["label"]:
            yield Entry(label)
        else:
            yield piece["plain"]


def keys_of(steps: Steps) -> Steps:
    """The keys of mappings on the way, without the entries of lists."""
    return tuple(step for step in steps if not isinstance(step, Entry))


def order_of(steps: Steps) -> tuple[tuple[int, int, str], ...]:
    """What sorts paths: numbers as numbers."""
    return tuple((0, int(step), step) if _NUMBER.fullmatch(step) else (1, 0, step) for step in steps)
