"""What was measured, as it is kept in `bench/measured.json`: by name of the work, the last time each was measured."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from bench.process import Ended
from bench.row import Row

FILE = Path(__file__).with_name("measured.json")


@dataclass(frozen=True)
class Line:
    """One row: seconds of each round, the most that one process held, what it made."""

    name: str
    seconds: Sequence[float]
    megabytes: float
    made: str
    aim: float | None = None

    @property
    def median(self) -> float:
        """Its time."""
        return median(self.seconds)

    def ratio(self, other: Line) -> float:
        """To the other's time in the same round, the median of the rounds."""
        return median(mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True))


@dataclass(frozen=True)
class Record:
    """One work: when, where, all its rows, the row that ratios are to, and the steps of `generate` in milliseconds."""

    date: str
    facts: Mapping[str, str]
    yardstick: str
    lines: Sequence[Line]
    releases: int = 0
    steps: Mapping[str, float] = field(default_factory=dict)
    skipped: Sequence[str] = ()
    """what was not there, each with the remedy"""

    def line(self, name: str) -> Line | None:
        """The row of that name."""
        return next((line for line in self.lines if line.name == name), None)


def lines(rows: Sequence[Row], rounds: Sequence[Mapping[str, Ended]]) -> list[Line]:
    """The rows with what each round measured of them."""
    return [
        Line(
            row.name,
            [round(found[row.name].seconds, 4) for found in rounds],
            round(max(found[row.name].megabytes for found in rounds), 1),
            rounds[-1][row.name].output,
            row.aim,
        )
        for row in rows
    ]


def kept(file: Path = FILE) -> dict[str, Record]:
    """All that was measured, by the name of its work."""
    if not file.exists():
        return {}
    return {name: _record(data) for name, data in json.loads(file.read_text(encoding="utf-8")).items()}


def keep(records: Mapping[str, Record], file: Path = FILE) -> None:
    """Write them down."""
    data = {name: asdict(record) for name, record in sorted(records.items())}
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _record(data: Mapping[str, object]) -> Record:
    found = dict(data)
    found["lines"] = [Line(**line) for line in found.pop("lines")]  # type: ignore[attr-defined]
    return Record(**found)  # type: ignore[arg-type]
