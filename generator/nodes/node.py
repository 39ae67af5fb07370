"""A file of a person's as a tree with places: leaves, lists and mappings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.errors import Place


class Leaf:
    """A scalar of an input file, where it stands, and the weaker nodes it beat (strongest first)."""

    __slots__ = ("beats", "place", "value")

    def __init__(self, value: Any, place: Place, beats: tuple[Node, ...] = ()) -> None:
        self.value = value
        self.place = place
        self.beats = beats


class Series:
    """A list of an input file; it replaces and is replaced as a whole."""

    __slots__ = ("beats", "items", "place")

    def __init__(self, items: tuple[Node, ...], place: Place, beats: tuple[Node, ...] = ()) -> None:
        self.items = items
        self.place = place
        self.beats = beats


class Branch:
    """A mapping: its children, the place of each key, and the keys that a `null` removed."""

    __slots__ = ("beats", "children", "keys", "place", "plain", "removed")

    def __init__(
        self,
        children: dict[str, Node],
        keys: dict[str, Place],
        place: Place,
        beats: tuple[Node, ...] = (),
        removed: Mapping[str, Leaf] | None = None,
    ) -> None:
        self.children = children
        self.keys = keys
        self.place = place
        self.beats = beats
        self.removed = removed or {}
        self.plain: dict[str, Any] | None = None  # filled once, by `lookup.plain`


Node = Leaf | Series | Branch
