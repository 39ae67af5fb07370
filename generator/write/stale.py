"""Changes -> problems: each file on disk that does not follow from the input, and that somebody would take for ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.errors import Place, Problem
from generator.write.generated import Changes

WHY = {"create": "is missing", "update": "does not follow from the input", "remove": "follows from nothing any more"}
READ = frozenset({"templates", "crds", "charts", "apps", "projects", "platform", "routes"})
"""Folders below a chart or an environment in which any file becomes objects in a cluster."""


def stale(changes: Changes) -> Iterator[Problem]:
    """What `generate` would write or remove, what keeps it from that, and what Argo CD reads beside it."""
    yield from changes.problems
    if any(problem.code == "ejected" for problem in changes.problems):
        return  # which is true of every file
    for change in changes:
        yield Problem(
            code="stale-file",
            message=f"`{change.path}` {WHY[change.verb]}",
            place=Place(change.path),
            hint="run `cartwright generate`",
        )
    for path in changes.foreign:
        if is_read(path):
            yield Problem(
                code="not-generated",
                message=f"`{path}` was not generated, and Argo CD reads it: nobody has checked it",
                place=Place(path),
                hint="remove it, or move it out of the generated folders into an Application of your own",
            )


def is_read(path: str) -> bool:
    """Whether Helm or Argo CD reads a file there: `charts/<service>/templates/…`, `argocd/<env>/apps/…`."""
    top, *below = PurePosixPath(path).parts
    return top in ("charts", "argocd") and len(below) > 2 and below[1] in READ
