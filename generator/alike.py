"""Paths -> a problem for each that some machines take for another: macOS and Windows cannot hold both."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from generator.errors import Also, Place, Problem
from generator.yamlio import shown


def clashes(paths: Iterable[str]) -> list[Problem]:
    """A problem for each path that macOS or Windows take for another: but for the case of letters, or their accents."""
    first: dict[str, str] = {}
    problems = []
    for path in paths:
        other = first.setdefault(normalize("NFC", path).casefold(), path)
        if other != path:
            how = "case" if path.casefold() == other.casefold() else "how their letters are composed"
            problems.append(
                Problem(
                    code="case-clash",
                    message=f"`{shown(path)}` and `{shown(other)}` differ only in {how}",
                    place=Place(shown(path, longest=len(path))),
                    also=(Also(Place(shown(other, longest=len(other))), "the other file"),),
                    hint="rename one of them",
                )
            )
    return problems
