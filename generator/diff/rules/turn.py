"""In which turn Argo CD applies an object of a sync: by wave, then kind."""

from __future__ import annotations

from generator.diff.asked import wave
from generator.diff.nouns import Object
from generator.kubernetes.order import rank
from generator.kubernetes.reading import text


def turn(node: Object) -> tuple[int, int]:
    """What comes before what: objects with a smaller one are applied earlier."""
    return wave(node), rank(text(node, "kind"))


def is_before(one: Object, other: Object) -> bool:
    """Whether the one is applied before the other is."""
    return turn(one) < turn(other)
