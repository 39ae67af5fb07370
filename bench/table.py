"""Rounds of measurements -> a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from bench.process import Ended
from bench.work import Row

HEAD = ("", "seconds", "ratio", "MB", "made")


def lines(rows: Sequence[Row], rounds: Sequence[Mapping[str, Ended]], yardstick: str) -> list[str]:
    """One line a row: medians over the rounds; the ratio is to the yardstick's time in the same round."""
    table = [HEAD, *(_cells(row, rounds, yardstick) for row in rows)]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(HEAD))]
    return [_line(cells, widths) for cells in table]


def _cells(row: Row, rounds: Sequence[Mapping[str, Ended]], yardstick: str) -> tuple[str, ...]:
    seconds = median(found[row.name].seconds * row.times for found in rounds)
    ratios = [found[row.name].seconds * row.times / found[yardstick].seconds for found in rounds if yardstick in found]
    megabytes = max(found[row.name].megabytes for found in rounds)
    ratio = f"{median(ratios):.2f}" if ratios else "-"
    return row.name, f"{seconds:.2f}", ratio, f"{megabytes:.0f}", rounds[-1][row.name].output


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers, made = cells
    middle = "".join(f"  {number:>{width}}" for number, width in zip(numbers, widths[1:-1], strict=True))
    return f"{name:<{widths[0]}}{middle}  {made}".rstrip()
