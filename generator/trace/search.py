"""One release and the trees that it follows from -> the leaf, or the key, behind a value in its objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.errors import Place
from generator.nodes import Branch, Leaf, Node, child, locate
from generator.nouns import Layers, Release, Rendered
from generator.trace.leaves import keys, leaves, others, with_leaf, with_name
from generator.trace.objects import Found, Objects, Path, moved, touches

Remade = Callable[[tuple[str, str], Branch, Release], Objects | None]
"""(environment and service, their changed tree, release) -> its objects; None where the change is no valid input."""


NAMED = ("annotations", "data", "labels", "nodeSelector")
"""Mappings of an object that are a mapping of the input as it stands: what is said of an entry is said at its key."""


class Origin(NamedTuple):
    """A leaf of the input, or a key: of a service, or with an empty name of the environment, and its key path."""

    service: str
    path: Path
    is_key: bool = False


class Search:
    """Makes a release again with one leaf changed, each at most once."""

    def __init__(self, rendered: Rendered, trees: Layers, remade: Remade) -> None:
        self._release = rendered.release
        self._before = rendered.objects
        self._trees = {service: tree for (_, service), tree in trees.items()}
        self._remade = remade
        self._changed: dict[Origin, tuple[int, Objects] | None] = {}

    def behind(self, finding: Found) -> Origin | None:
        """The leaf that moves what a finding is about and the fewest others beside it; where none does, the key."""
        return self._best(finding, "")

    def again(self, finding: Found, elsewhere: Origin | None) -> Origin | None:
        """The same where it is known what is behind it in another environment: that, or something of its own file."""
        if elsewhere is not None and self._moved(elsewhere, finding):
            return elsewhere
        return self._best(finding, f"environments/{self._release.environment}.yaml")

    def _best(self, finding: Found, file: str) -> Origin | None:
        """Of one file, or of all."""
        for is_key in (False, True):
            origins = (one for one in self._origins(is_key=is_key) if file in ("", self.place(one).file))
            asked = ((self._moved(origin, finding), number, origin) for number, origin in enumerate(origins))
            found = min((one for one in asked if one[0]), default=None)
            if found is not None:
                return _named(found[2], finding.path)
        return None

    def place(self, origin: Origin) -> Place:
        """Where a leaf or a key stands."""
        return locate(self._trees[origin.service], origin.path, at_key=origin.is_key)

    def _origins(self, *, is_key: bool) -> Iterator[Origin]:
        """Those of services first."""
        for service, tree in sorted(self._trees.items(), key=lambda item: item[0] == ""):
            for path in keys(tree) if is_key else leaves(tree):
                yield Origin(service, path, is_key)

    def _moved(self, origin: Origin, finding: Found) -> int:
        """How many values a leaf moves, if that of the finding is one of them; else 0."""
        if origin not in self._changed:
            self._changed[origin] = self._without(origin)
        changed = self._changed[origin]
        return changed[0] if changed is not None and touches(finding, self._before, changed[1]) else 0

    def _without(self, origin: Origin) -> tuple[int, Objects] | None:
        """The objects with another leaf or key in its place, the first that is valid, and how many values differ."""
        tree = self._trees.get(origin.service)
        node = child(tree, origin.path) if tree is not None else None
        if tree is None or node is None:
            return None  # what another environment has, and this one does not
        for changed in _changed(tree, origin, node):
            after = self._remade((self._release.environment, origin.service), changed, self._release)
            if after is not None:
                return moved(self._before, after), after
        return None


def _changed(tree: Branch, origin: Origin, node: Node) -> Iterator[Branch]:
    """The tree with another name for the key, or another value of the leaf."""
    if origin.is_key:
        yield from (with_name(tree, origin.path, str(name)) for name in others(origin.path[-1]))
    elif isinstance(node, Leaf):
        yield from (with_leaf(tree, origin.path, Leaf(value, node.place)) for value in others(node.value))


def _named(origin: Origin, path: Path) -> Origin:
    """The key of an entry that stands in the object under the same name, else the leaf or key itself."""
    is_entry = path[-1:] == origin.path[-1:] and path[-2:-1] in [(name,) for name in NAMED]
    return Origin(origin.service, origin.path, is_key=True) if is_entry else origin
