"""Changes -> problems: each file on disk that does not follow from the input."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Place, Problem
from generator.write.generated import Changes

WHY = {"create": "is missing", "update": "does not follow from the input", "remove": "follows from nothing any more"}


def stale(changes: Changes) -> Iterator[Problem]:
    """What `generate` would write or remove, and what keeps it from that."""
    yield from changes.problems
    for change in changes:
        yield Problem(
            code="stale-file",
            message=f"`{change.path}` {WHY[change.verb]}",
            place=Place(change.path),
            hint="run `cartwright generate`",
        )
