"""What stands above all: headline, coverage, and a row for each environment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.console.diff.comment.inert import code, cut, prose
from generator.console.diff.seen import Seen
from generator.console.diff.words import SEVERITY, SEVERITY_SIGN, covered, listed
from generator.diff.report import Row
from generator.diff.report.alerts import SEVERITIES
from generator.diff.report.headline import asked, span

_ROWS = (100, 30, 10, 5)
"""Environments in the table, by how terse it must be."""
_NOTES = (50, 20, 10, 5)
_CELL = (160, 100, 60, 40)
_APPLICATIONS = 5


def top(seen: Seen, terse: int) -> Iterator[str]:
    """Headline, what was looked at, what to know of it, and the table."""
    yield f"### {prose(cut(seen.discretion.text(seen.sentence), 600))}\n"
    if counts := _counts(seen):
        yield f"{counts}\n"
    yield f"{prose(cut(seen.discretion.text(covered(seen.report)), 600))}\n"
    yield from _failures(seen, terse)
    yield from _notes(seen, terse)
    yield from _table(seen, terse)


def _counts(seen: Seen) -> str:
    """`⛔ 1 sync fails · 🗑️ 2 data loss`: what nobody accepted."""
    found = Counter(alert.first.severity for alert in seen.alerts if not alert.acknowledged)
    return " · ".join(f"{SEVERITY_SIGN[name]} {found[name]} {SEVERITY[name]}" for name in SEVERITIES if found[name])


def _failures(seen: Seen, terse: int) -> Iterator[str]:
    """What does not render: nobody should take the rest for the whole."""
    failures = seen.report.failures
    if not failures:
        return
    most = _NOTES[terse]
    longest = _CELL[terse]
    said = [
        f"> - {code(cut(str(one.place), longest))}: {prose(cut(seen.discretion.text(one.message), longest * 3))}"
        for one in failures[:most]
    ]
    if len(failures) > most:
        said.append(f"> - and {len(failures) - most} more")
    yield "\n".join(["> [!CAUTION]", "> **This does not render, so the answer is not whole:**", *said]) + "\n"


def _notes(seen: Seen, terse: int) -> Iterator[str]:
    notes = seen.report.notes
    most = _NOTES[terse]
    said = [f"- {prose(cut(seen.discretion.text(note), _CELL[terse] * 3))}" for note in notes[:most]]
    if len(notes) > most:
        said.append(f"- and {len(notes) - most} more")
    if said:
        yield "\n".join(said) + "\n"


def _table(seen: Seen, terse: int) -> Iterator[str]:
    if not seen.rows:
        return
    most = _ROWS[terse]
    lines = [
        "| environment | Applications | new | changed | removed | pods restart | asks for | Argo CD |",
        "|---|---|--:|--:|--:|--:|---|---|",
        *(_row(row, seen, _CELL[terse]) for row in seen.rows[:most]),
    ]
    if len(seen.rows) > most:
        lines.append(f"| and {len(seen.rows) - most} more | | | | | | | |")
    yield "\n".join(lines) + "\n"


def _row(row: Row, seen: Seen, widest: int) -> str:
    name = code(cut(row.environment, widest))
    said = list(dict.fromkeys(sentence for state in row.states for sentence in state.said[:1]))
    argo = "; ".join(prose(cut(seen.discretion.text(sentence), widest)) for sentence in said[:2])
    if len(said) > 2:
        argo += f"; {len(said) - 2} more"
    cells = [
        f"**{name}**" if row.production else name,
        prose(cut(listed(row.services, _APPLICATIONS), widest)),
        row.created,
        row.changed,
        row.removed,
        span(row.pods),
        ", ".join(asked(row.capacity)) if row.capacity else "",
        argo,
    ]
    return f"| {' | '.join(map(str, cells))} |"
