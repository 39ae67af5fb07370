"""A name that nobody knows, and the known ones -> the one that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache


def near(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `name` probably means; the same answer whatever the order of the candidates."""
    return _near(name, tuple(sorted(set(candidates) - {name})))


@lru_cache(maxsize=1 << 15)
def _near(name: str, known: tuple[str, ...]) -> str | None:
    wanted = _folded(name)
    if not wanted:
        return None
    same = [candidate for candidate in known if _folded(candidate) == wanted]
    close = (
        [] if same else get_close_matches(wanted, sorted({_folded(candidate) for candidate in known}), n=1, cutoff=0.7)
    )
    begun = (
        [] if same or close else [candidate for candidate in known if _one_begins_the_other(wanted, _folded(candidate))]
    )
    found = same or [candidate for candidate in known if _folded(candidate) in close] or begun
    return min(found, key=lambda candidate: (len(candidate), candidate)) if found else None


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return "".join(character for character in name.casefold() if character not in "-_ .")


def _one_begins_the_other(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)
