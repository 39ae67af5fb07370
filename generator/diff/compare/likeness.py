"""An object that comes or goes -> what of it is compared with others, without its own name in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diff.compare.found import leaves, text_of
from generator.diff.compare.where import Where
from generator.diff.nouns import Change
from generator.kubernetes.reading import group

_LABELS = 0.2
"""How much a label counts beside a leaf of what the object is."""
_RATIO = 3
_SHORTEST = 4
_OWN = frozenset({("metadata", "name"), ("metadata", "namespace"), ("metadata", "generateName")})


@dataclass(frozen=True)
class Likeness:
    """The leaves of an object: those of its own, and its labels and annotations."""

    own: frozenset[tuple[object, ...]]
    labels: frozenset[tuple[object, ...]]

    def to(self, other: Likeness) -> float:
        """How alike two objects are, from 0 to 1; one with more than thrice the leaves is another thing."""
        sizes = sorted((len(self.own) + len(self.labels), len(other.own) + len(other.labels)))
        if sizes[1] > _RATIO * max(sizes[0], 1):
            return 0.0
        common = len(self.own & other.own) + _LABELS * len(self.labels & other.labels)
        whole = len(self.own | other.own) + _LABELS * len(self.labels | other.labels)
        return common / whole if whole else 0.0


def likeness(change: Change) -> Likeness:
    """What of the object is compared."""
    body = change.base if change.base is not None else change.head or {}
    mask = _mask(change.identity.name)
    own: set[tuple[object, ...]] = set()
    labels: set[tuple[object, ...]] = set()
    for place, value in leaves(dict(body), Where(group(body), change.identity.kind)):
        steps = place.steps
        if steps[0] in ("apiVersion", "kind", "status") or steps in _OWN:
            continue
        leaf = (*(mask.sub("*", step) for step in steps), mask.sub("*", text_of(value)))
        (labels if steps[0] == "metadata" else own).add(leaf)
    return Likeness(frozenset(own), frozenset(labels))


def _mask(name: str) -> re.Pattern[str]:
    """The name, and every word of it that is long enough to be its own."""
    words = {name, *(word for word in name.split("-") if len(word) >= _SHORTEST)} - {""}
    either = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "$^"
    return re.compile(f"(?<![A-Za-z0-9])(?:{either})(?![A-Za-z0-9])")
