"""Tables beside the changes: images, what becomes of each Application, and how many objects change in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.console.diff.comment.details import END
from generator.console.diff.comment.inert import code, cut, prose
from generator.console.diff.seen import Seen
from generator.console.diff.words import listed
from generator.console.text import counted

_FEW = 8
"""Rows that need no folding."""
_USERS = 3
_CELL = 160
_MOST_COUNTS = 200


def pictures(seen: Seen) -> Iterator[str]:
    """The images that change."""
    rows = [
        f"| {code(cut(image.repository, _CELL))} | {code(cut(image.old, _CELL))} | {code(cut(image.new, _CELL))} "
        f"| {prose(', '.join(image.remarks))} | {prose(cut(listed(image.users, _USERS), _CELL))} |"
        for image in seen.images
    ]
    if not rows:
        return
    table = "\n".join(["| image | from | to | note | who runs it |", "|---|---|---|---|---|", *rows]) + "\n"
    if len(rows) <= _FEW:
        yield table
    else:
        yield f"<details><summary>{counted(len(rows), 'image')}</summary>\n\n{table}\n{END}"


def states(seen: Seen) -> Iterator[str]:
    """What Argo CD will do with each Application, folded."""
    said = [
        f"- {code(cut(state.application, _CELL))} in {code(cut(state.environment, _CELL))}: "
        + "; ".join(prose(cut(seen.discretion.text(sentence), 500)) for sentence in state.said)
        for state in seen.report.states
        if state.said
    ]
    if said:
        yield f"<details><summary>what Argo CD does with {counted(len(said), 'Application')}</summary>\n"
        yield from said
        yield f"\n{END}"


def counts(seen: Seen) -> Iterator[str]:
    """How many objects change in each Application of each environment, the most first."""
    found = Counter(
        (told.change.environment, told.change.application) for group in seen.groups for told in group.told
    ).most_common()
    if not found:
        return
    yield "| environment | Application | changes |\n|---|---|--:|"
    for (environment, application), count in found[:_MOST_COUNTS]:
        yield f"| {code(cut(environment, 60))} | {code(cut(application, 60))} | {count} |"
    if len(found) > _MOST_COUNTS:
        yield f"| | and {len(found) - _MOST_COUNTS} more | |"
    yield ""
