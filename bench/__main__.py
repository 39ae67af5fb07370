"""`python -m bench`: one table a size, whole processes, all rows of a round after each other, in the same run."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench import table
from bench.process import Ended
from bench.work import Row, Work

YARDSTICK = "Helm in process, one by one"


def main() -> None:
    """Measure each size and print its table."""
    options = _options()
    print(f"{_about()}; median of {options.rounds} rounds; the ratio is to `{YARDSTICK}`")
    print("MB is the most that one process held; whole processes, interpreter and imports included")
    for environments, services in options.sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            work = Work(Path(folder), environments, services)
            rows = [row for row in work.rows() if options.only in row.name]
            print(f"\nW({environments},{services}): {environments} environments, {services} services")
            print(*table.lines(rows, _rounds(rows, options.rounds), YARDSTICK), sep="\n", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default="3x4,10x10,50x20", help="environments x services, by commas")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured")
    parser.add_argument("--only", default="", help="a part of the names of the rows that are measured")
    return parser.parse_args()


def _sizes(text: str) -> list[tuple[int, int]]:
    found = []
    for size in text.split(","):
        environments, _, services = size.partition("x")
        found.append((int(environments), int(services)))
    return found


def _rounds(rows: list[Row], count: int) -> list[dict[str, Ended]]:
    return [{row.name: _measured(row) for row in rows} for _ in range(count)]


def _measured(row: Row) -> Ended:
    print(f"  {row.name}", end="\033[K\r", file=sys.stderr, flush=True) if sys.stderr.isatty() else None
    row.prepare()
    ended = row.run()
    return ended._replace(output=row.made(ended.output))  # what it printed may be large


def _about() -> str:
    try:
        helm = f"helm-python-sdk {version('helm-python-sdk')}"
    except PackageNotFoundError:
        helm = "no Helm in process"
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {helm}"


if __name__ == "__main__":
    main()
