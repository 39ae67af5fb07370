"""One release and the trees that it follows from -> the leaf behind a value in its objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.errors import Place
from generator.nodes import Branch, Leaf, child, locate
from generator.nouns import Layers, Release, Rendered
from generator.trace.leaves import leaves, others, with_leaf
from generator.trace.objects import Found, Objects, Path, moved, touches

Remade = Callable[[tuple[str, str], Branch, Release], Objects | None]
"""(environment and service, their changed tree, release) -> its objects; None where the change is no valid input."""


class Origin(NamedTuple):
    """A leaf of the input: of a service, or with an empty name of the environment, and its key path."""

    service: str
    path: Path


class Search:
    """Makes a release again with one leaf changed, each at most once."""

    def __init__(self, rendered: Rendered, trees: Layers, remade: Remade) -> None:
        self._release = rendered.release
        self._before = rendered.objects
        self._trees = {service: tree for (_, service), tree in trees.items()}
        self._remade = remade
        self._changed: dict[Origin, tuple[int, Objects] | None] = {}

    def behind(self, finding: Found) -> Origin | None:
        """The leaf that moves what a finding is about and the fewest others beside it."""
        return self._best(finding, self._origins())

    def again(self, finding: Found, elsewhere: Origin | None) -> Origin | None:
        """The same where it is known what is behind it in another environment: that, or a leaf of its own file."""
        if elsewhere is not None and self._moved(elsewhere, finding):
            return elsewhere
        file = f"environments/{self._release.environment}.yaml"
        return self._best(finding, (origin for origin in self._origins() if self.place(origin).file == file))

    def _best(self, finding: Found, origins: Iterator[Origin]) -> Origin | None:
        asked = ((self._moved(origin, finding), number, origin) for number, origin in enumerate(origins))
        return min((found for found in asked if found[0]), default=(0, 0, None))[2]

    def place(self, origin: Origin) -> Place:
        """Where a leaf stands."""
        return locate(self._trees[origin.service], origin.path)

    def _origins(self) -> Iterator[Origin]:
        for service, tree in self._trees.items():
            for path in leaves(tree):
                yield Origin(service, path)

    def _moved(self, origin: Origin, finding: Found) -> int:
        """How many values a leaf moves, if that of the finding is one of them; else 0."""
        if origin not in self._changed:
            self._changed[origin] = self._without(origin)
        changed = self._changed[origin]
        return changed[0] if changed is not None and touches(finding, self._before, changed[1]) else 0

    def _without(self, origin: Origin) -> tuple[int, Objects] | None:
        """The objects with another value in the leaf's place, the first that is valid, and how many values differ."""
        tree = self._trees.get(origin.service)
        leaf = child(tree, origin.path) if tree is not None else None
        if not isinstance(leaf, Leaf):
            return None  # the leaf of another environment, which this one does not have
        for value in others(leaf.value):
            changed = with_leaf(tree, origin.path, Leaf(value, leaf.place))
            after = self._remade((self._release.environment, origin.service), changed, self._release)
            if after is not None:
                return moved(self._before, after), after
        return None
