"""A tree -> the same tree, of which only so much is read in all."""

from __future__ import annotations

from generator.errors import InputError, Place, Problem
from generator.tree import Tree

MOST = 64 << 20
"""Of all input files together: a thousand environments are some 5 MiB."""


class Rationed:
    """Another tree, of which so much is read as an input may be in all; the rest is refused, with one problem."""

    def __init__(self, tree: Tree, most: int = MOST) -> None:
        self.paths, self.exists = tree.paths, tree.exists
        self._tree = tree
        self._most = self._left = most

    def read(self, path: str) -> bytes:
        """The content of a file, while there is some of the ration left."""
        if self._left < 0:
            raise InputError([])
        data = self._tree.read(path)
        self._left -= len(data)
        if self._left < 0:
            raise InputError([_too_much(path, self._most)])
        return data


def _too_much(path: str, most: int) -> Problem:
    message = f"with this file the input has more than {most >> 10} KiB together, and is read no further"
    hint = "keep what is large outside the repository, or in an image"
    return Problem(code="input-too-large", message=message, place=Place(path), hint=hint)
