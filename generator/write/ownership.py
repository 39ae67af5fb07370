"""Which of the files that differ are ours to replace or remove, and a problem for each that is a person's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote

from generator import marks
from generator.errors import Place, Problem
from generator.write.journal import Journal
from generator.write.scan import Found
from generator.write.tracked import Tracked


def claims(root: Path, found: Found, wanted: Mapping[str, bytes], tracked: Tracked) -> Iterator[Problem]:
    """The files that a person has a claim on, among those that would be replaced or removed.

    Ours are bytes that the journal, the index or HEAD has. An edit by hand that was committed is therefore replaced:
    git keeps it, and `generate --check` shows it. Where only the ends of lines differ (a checkout with
    `core.autocrlf`), they are no edit. An empty file, as a power cut may leave it, is nobody's. What a merge left in
    conflict is ours where both sides were generated, whatever stands between its markers.
    """
    journal = Journal(root)
    if bare := _bare(found, wanted, journal):
        yield _ejected(bare, len(found.differing))
        return
    for path, data in sorted({**found.differing, **found.marked}.items()):
        if not data.strip(b"\0") or any(journal.knows(path, same) for same in _same(data)):
            continue
        if marks.is_marked(data) and any(tracked.holds(path, same) for same in _same(data)):
            continue
        if path in tracked.settled:
            continue
        if tracked.in_conflict(path) and (side := tracked.side_of_ours(path)):
            yield _conflict(path, side)
        elif marks.is_marked(data) and not journal.exists() and tracked.knows_nothing():
            yield _unrecorded(path)
        elif marks.is_marked(data):
            yield _edited(path, data, tracked, removed=path in found.marked)
        else:
            yield marks.foreign(path)


def _bare(found: Found, wanted: Mapping[str, bytes], journal: Journal) -> str:
    """The first file of a tree that was ejected: none has a mark, and some are just what is wanted without it.

    A run that dies while it ejects leaves such files in the journal, and they are ours still.
    """
    if found.same or found.marked or any(map(marks.is_marked, found.differing.values())):
        return ""
    bare = sorted(path for path, data in found.differing.items() if data == marks.unmarked(wanted[path]))
    return bare[0] if bare and not journal.knows(bare[0], found.differing[bare[0]]) else ""


def _ejected(path: str, files: int) -> Problem:
    return Problem(
        code="ejected",
        message="no file has the mark of a generated one: this tree was ejected, and `generate` would write over "
        f"{files} files of yours",
        place=Place(path),
        hint="to come back, undo the commit that ejected it; or remove `argocd`, `charts` and `schemas` first",
    )


def _same(data: bytes) -> tuple[bytes, ...]:
    return (data, data.replace(b"\r\n", b"\n")) if b"\r\n" in data else (data,)


def _conflict(path: str, side: str) -> Problem:
    return Problem(
        code="in-conflict",
        message=f"`{path}` is in conflict, and was generated on one side of the merge alone",
        place=Place(path),
        hint=f"take that side, `git checkout {side} -- {quote(path)}`, and give the other file another name",
    )


def _edited(path: str, data: bytes, tracked: Tracked, *, removed: bool) -> Problem:
    act = "remove" if removed else "overwrite"
    source = marks.source_of(data)
    drop = f"git checkout -- {quote(path)}" if tracked.in_index(path) else f"rm {quote(path)}"
    return Problem(
        code="hand-edited",
        message=f"`{path}` was edited by hand since it was generated, and `generate` would {act} it",
        place=Place(path),
        hint=f"move the edit into `{source}`, then drop it here: `{drop}`",
    )


def _unrecorded(path: str) -> Problem:
    return Problem(
        code="hand-edited",
        message=f"`{path}` differs, and whether a person edited it is not known: no git, no record of a run",
        place=Place(path),
        hint=f"remove it if nobody did: `rm {quote(path)}`; and keep the repository under git",
    )
