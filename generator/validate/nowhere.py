"""A repository without environments deploys nothing, and all that was generated before would go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.errors import Place, Problem
from generator.nouns import Sources


def nowhere(sources: Sources, found: Sequence[Problem]) -> Iterator[Problem]:
    """No environment at all; not where `found` tells more: of a file there that is none, or of no platform either."""
    told = any(problem.code == "missing-file" or problem.place.file.startswith("environments") for problem in found)
    if not told and not sources.named("environment"):
        yield Problem(
            code="no-environment",
            message="there is no environment, so nothing would be deployed and all that was generated would be removed",
            place=Place("config/platform.yaml"),
            hint="add `environments/<name>.yaml`",
        )
