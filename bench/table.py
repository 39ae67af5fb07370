"""A record -> the cells of its table, and these as aligned text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.record import Line, Record

HEAD = ("", "seconds", "ratio", "aim", "MB", "made")


def cells(record: Record) -> list[tuple[str, ...]]:
    """The head, then a row each; columns in which nothing stands are left out."""
    table = [HEAD, *(_row(line, record.line(record.yardstick)) for line in record.lines)]
    used = [column for column in range(len(HEAD)) if column == 0 or any(row[column] for row in table[1:])]
    return [tuple(row[column] for column in used) for row in table]


def text(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Aligned for a terminal: the first and the last column to the left."""
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for first, *rest in table:
        middle = "".join(f"  {cell:>{width}}" for cell, width in zip(rest[:-1], widths[1:-1], strict=True))
        yield f"{first:<{widths[0]}}{middle}  {rest[-1]}".rstrip()


def markdown(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """The same for a page, numbers to the right."""
    head, *rows = table
    yield _joined(head)
    yield "|---|" + "---:|" * (len(head) - 1)
    yield from map(_joined, rows)


def _joined(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"


def _row(line: Line, yardstick: Line | None) -> tuple[str, ...]:
    return (
        line.name,
        f"{line.median:.2f}" if line.median >= 1 else f"{line.median:.3f}",
        f"{line.ratio(yardstick):.2f}" if yardstick else "",
        f"{line.aim:.2f}" if line.aim and yardstick else "",
        f"{line.megabytes:.0f}",
        line.made,
    )
