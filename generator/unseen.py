"""What was looked at -> what validation could not see, a sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

ALWAYS = (
    "live clusters: nothing was asked of them",
    "remote secrets, DNS, certificates and images: whether they exist",
)


def unseen(beside: Iterable[str], unused: int) -> Iterator[str]:
    """What nobody can know from git; then what is so in this repository, and keys that nothing follows from yet."""
    yield from ALWAYS
    yield from beside
    if unused:
        noun, them = ("key", "it") if unused == 1 else ("keys", "them")
        yield f"{unused} {noun} that nothing follows from yet: `cartwright validate -v` lists {them}"
