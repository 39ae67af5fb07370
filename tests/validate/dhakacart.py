"""The real input, as files in memory, and the places of all its keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from generator.errors import Place
from generator.nodes import Branch, Node, Series
from generator.yamlio import parse

ROOT = Path(__file__).parents[2]
FILES = {
    path.relative_to(ROOT).as_posix(): path.read_bytes()
    for folder in ("config", "environments")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.is_file()
}
INPUT = [path for path in FILES if path.endswith(".yaml")]


class Key(NamedTuple):
    """A key of a mapping in an input file, and where it stands."""

    path: tuple[str | int, ...]
    place: Place


def keys(file: str) -> list[Key]:
    """Every key of every mapping of a file."""
    return list(_keys(parse(FILES[file], file), ()))


def _keys(node: Node, above: tuple[str | int, ...]) -> Iterator[Key]:
    if isinstance(node, Branch):
        for name, inner in node.children.items():
            yield Key((*above, name), node.keys[name])
            yield from _keys(inner, (*above, name))
    elif isinstance(node, Series):
        for index, inner in enumerate(node.items):
            yield from _keys(inner, (*above, index))
