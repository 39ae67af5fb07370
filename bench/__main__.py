"""`python -m bench`: one table a work, whole processes, all rows of a round after each other, in the same run."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench import machine, page, record, startup, table
from bench.record import Record
from bench.row import measured
from bench.work import Work

YARDSTICK = "Helm in process, one by one"


def main() -> None:
    """Measure each work, print its table and, if asked, keep it and write the page."""
    options = _options()
    for name in options.sizes.split(","):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            found = _startup(Path(folder), options) if name == "startup" else _fleet(Path(folder), name, options)
        print(f"\n{name}: {found.date}, {', '.join(f'{key} {value}' for key, value in found.facts.items())}")
        print(*table.text(table.cells(found)), sep="\n", flush=True)
        if options.write:
            write({name: found})


def write(new: dict[str, Record]) -> None:
    """Keep what was measured beside what was before, and write the page of both."""
    records = {**record.kept(), **new}
    record.keep(records)
    page.FILE.write_text(page.page(records), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    sizes = "environments x services, or `startup`, by commas"
    parser.add_argument("--sizes", default="startup,3x4,10x10,50x20", help=sizes)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--only", default="", help="a part of the names of the rows that are measured")
    parser.add_argument("--write", action="store_true", help="keep it, and write docs/benchmarks.md")
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write keeps whole tables, and --only measures a part: leave out one of them")
    return options


def _fleet(folder: Path, name: str, options: argparse.Namespace) -> Record:
    environments, _, services = name.partition("x")
    work = Work(folder, int(environments), int(services))
    rows = [row for row in work.rows() if options.only in row.name]
    if name != page.MEASURE:
        rows = [replace(row, aim=None) for row in rows]
    lines = record.lines(rows, measured(rows, options.rounds, say))
    yardstick = YARDSTICK if any(row.name == YARDSTICK for row in rows) else ""
    return Record(today(), machine.facts(), yardstick, lines, len(work.releases), work.steps())


def _startup(folder: Path, options: argparse.Namespace) -> Record:
    rows = [row for row in startup.Startup(folder).rows() if options.only in row.name]
    lines = record.lines(rows, measured(rows, options.rounds, say))
    return Record(today(), machine.facts(), startup.NOTHING, lines)


def today() -> str:
    """The day on which it is measured."""
    return datetime.now(tz=UTC).date().isoformat()


def say(name: str) -> None:
    """What is being measured, on a terminal."""
    if sys.stderr.isatty():
        print(f"  {name}", end="\033[K\r", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
