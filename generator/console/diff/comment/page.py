"""The comment as a whole: level after level of the ladder, until one fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from generator.console.diff.comment.details import END, block, noise, sections
from generator.console.diff.comment.inert import code, cut, marker, prose
from generator.console.diff.comment.room import LIMIT, Limit, Room
from generator.console.diff.comment.tables import counts, pictures, states
from generator.console.diff.comment.top import top
from generator.console.diff.comment.warned import warned
from generator.console.diff.seen import Seen
from generator.console.text import counted
from generator.diff.nouns import Report
from generator.diff.report import LEVELS, Level

__all__ = ["LIMIT", "Limit", "markdown"]

_TERSE = 3
_NAMED = 4
"""Up to this level there is room for tables beside the changes."""


def markdown(report: Report, *, key: str = "main", limit: Limit = LIMIT) -> str:
    """The comment; `key` tells the comments of one pull request apart."""
    seen = Seen(report)
    above = _above(seen, key, limit)
    texts = (_drawn(seen, level, above, limit) for level in LEVELS)
    return next(text for text in texts if text is not None)


def _above(seen: Seen, key: str, limit: Limit) -> list[str]:
    """What stands above the changes, no terser than it must be to fit."""
    for terse in range(_TERSE):
        texts = [marker(key), *top(seen, terse), *warned(seen, terse)]
        if Room(limit).fill([*texts, _footer(seen, LEVELS[-1], seen.changes)]):
            return texts
    return [marker(key), *top(seen, _TERSE), *warned(seen, _TERSE)]


def _drawn(seen: Seen, level: Level, above: list[str], limit: Limit) -> str | None:
    """The comment at one level; nothing where it does not fit."""
    room = Room(limit)
    room.fill([_footer(seen, level, seen.changes), *above])
    if level.fields:
        everything = room.fill(_changes(seen, level))
        return _joined([*room.texts[1:], _footer(seen, level, _shown(seen, level))]) if everything else None
    fits = room.fill(sections(seen, level) if level.names else counts(seen))
    if level.names and not fits:
        return None
    kept = room.texts[1:]
    gravest, number = _gravest(seen, level, room)
    return _joined([*kept, *gravest, _footer(seen, level, number)])


def _changes(seen: Seen, level: Level) -> Iterator[str]:
    if level.number <= _NAMED:
        yield from pictures(seen)
    yield from sections(seen, level)
    if level.number <= _NAMED:
        yield from states(seen)
    if level.noise:
        yield from noise(seen)


def _gravest(seen: Seen, level: Level, room: Room) -> tuple[list[str], int]:
    """As many changes in full as there is room for, the gravest first."""
    opening = "<details><summary>the gravest in full</summary>\n"
    if not room.take(opening + END):
        return [], 0
    texts, number = [opening], 0
    for group in seen.groups:
        text = "\n".join(chain([_place(seen, group.environments)], block(group, seen, level)))
        if not room.take(text):
            break
        texts.append(text)
        number += len(group.told)
    return ([*texts, END], number) if number else ([], 0)


def _place(seen: Seen, environments: tuple[str, ...]) -> str:
    return f"{prose(cut(', '.join(environments), 200))}:"


def _shown(seen: Seen, level: Level) -> int:
    if level.others:
        return seen.changes
    return sum(len(group.told) for group in seen.groups if group.production)


def _footer(seen: Seen, level: Level, shown: int) -> str:
    report = seen.report
    said = [f"base {code(cut(report.base, 100))}", f"head {code(cut(report.head, 100))}"]
    if seen.only_noise or seen.noise:
        classes = Counter(seen.noise).most_common(4)
        named = ", ".join(f"{name} {count}" for name, count in classes)
        total = sum(seen.noise.values()) or len(seen.only_noise)
        said.append(prose(cut(f"{counted(total, 'change')} of noise folded{f' ({named})' if named else ''}", 200)))
    if level.said:
        left_out = f"showing {shown} of {seen.changes} changes: {level.said}"
        said.append(f"{left_out} · all of them: the job's summary and its artifact")
    said.append(f"level {level.number}")
    return f"<sub>{' · '.join(said)}</sub>\n"


def _joined(texts: list[str]) -> str:
    return "\n".join(texts)
