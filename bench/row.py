"""One line of a table: what is run, and what it is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.process import Ended


@dataclass(frozen=True)
class Row:
    """What is run, what must be so before, what it made; `times` the sample is the whole."""

    name: str
    run: Callable[[], Ended]
    prepare: Callable[[], None] = lambda: None
    made: Callable[[str], str] = str
    times: float = 1.0
    aim: float | None = None
    """the most that its time may be, as a ratio to the yardstick's"""


def measured(rows: Sequence[Row], rounds: int, say: Callable[[str], None]) -> list[dict[str, Ended]]:
    """Each round runs all rows after each other."""
    return [{row.name: _measured(row, say) for row in rows} for _ in range(rounds)]


def _measured(row: Row, say: Callable[[str], None]) -> Ended:
    say(row.name)
    row.prepare()
    ended = row.run()
    return ended._replace(seconds=ended.seconds * row.times, output=row.made(ended.output))
