"""Artifacts of all rooms -> one plan; two claims on one path are a problem."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import Also, InputError, Place, Problem
from generator.nouns import Artifact, Plan, Release


def plan(artifacts: Iterable[Artifact], releases: Iterable[Release]) -> Plan:
    """Every file to be, sorted by path."""
    found: dict[str, Artifact] = {}
    problems: list[Problem] = []
    for artifact in artifacts:
        first = found.setdefault(artifact.path, artifact)
        if first is not artifact:
            problems.append(_claimed_twice(first, artifact))
    if problems:
        raise InputError(problems)
    ordered = dict(sorted(found.items()))
    return Plan(ordered, tuple(sorted(releases, key=lambda release: (release.environment, release.name))))


def _claimed_twice(first: Artifact, second: Artifact) -> Problem:
    return Problem(
        code="path-claimed-twice",
        message=f"two sources would write `{first.path}`",
        place=Place(second.source),
        also=(Also(Place(first.source), "the other source"),),
        hint="rename one of the services",
    )
