"""Fleet and disk -> what validation could not see, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.nouns import Fleet

ALWAYS = (
    "live clusters: nothing was asked of them",
    "remote secrets, DNS, certificates and images: whether they exist",
)


def unseen(fleet: Fleet, unused: int) -> Iterator[str]:
    """What nobody can know from git; then pins, and keys that nothing follows from yet."""
    yield from ALWAYS
    for name, environment in fleet.environments.items():
        if environment.revision is not None:
            yield f"`{name}` follows `{environment.revision}`: Argo CD reads what stands there, not this input"
    if unused:
        noun, them = ("key", "it") if unused == 1 else ("keys", "them")
        yield f"{unused} {noun} that nothing follows from yet: `cartwright validate -v` lists {them}"
