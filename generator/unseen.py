"""Fleet and disk -> what validation could not see, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.nouns import Fleet

ALWAYS = (
    "live clusters: nothing was asked of them",
    "remote secrets, DNS, certificates and images: whether they exist",
)
READ_BY_ARGO_CD = ("templates", "values", "apps", "projects", "platform", "routes")
"""Folders in which a file of somebody else becomes objects in a cluster."""


def unseen(fleet: Fleet, foreign: Sequence[str], unused: int) -> Iterator[str]:
    """What nobody can know from git; then files of others, pins, and keys that nothing follows from yet."""
    yield from ALWAYS
    for path in foreign:
        if set(path.split("/")[:-1]) & set(READ_BY_ARGO_CD):
            yield f"`{path}`: not generated, and Argo CD reads it"
    for name, environment in fleet.environments.items():
        if environment.revision is not None:
            yield f"`{name}` follows `{environment.revision}`: Argo CD reads what stands there, not this input"
    if not fleet.environments:
        yield "there is no environment: nothing is deployed, and rules between services were not asked"
    if unused:
        noun, them = ("key", "it") if unused == 1 else ("keys", "them")
        yield f"{unused} {noun} that nothing follows from yet: `cartwright validate -v` lists {them}"
