"""`python -m bench.peers`: cartwright and others at the same work, each whole process, in the same run."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench import machine, record, table
from bench.__main__ import say, today, write
from bench.peers.work import OURS, Peers
from bench.record import Record
from bench.row import measured


def main() -> None:
    """Measure each size, print its table, say what was left out, and if asked keep it."""
    options = _options()
    for size in options.sizes.split(","):
        environments, _, services = size.partition("x")
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            peers = Peers(Path(folder), int(environments), int(services), options.python.absolute())
            rows, skipped, versions = peers.rows()
            lines = record.lines(rows, measured(rows, options.rounds, say))
            facts = {**machine.facts(), **versions}
            found = Record(today(), facts, OURS, lines, len(peers.work.releases), skipped=skipped)
        print(f"\n{size}: {found.date}, {', '.join(f'{key} {value}' for key, value in facts.items())}")
        print(*table.text(table.cells(found)), *(f"left out: {reason}" for reason in skipped), sep="\n", flush=True)
        if options.write:
            write({f"peers {size}": found})


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--sizes", default="3x4,10x10", help="environments x services, by commas")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--python", type=Path, default=Path(".venv-peers/bin/python"), help="where the peers are")
    parser.add_argument("--write", action="store_true", help="keep it, and write docs/benchmarks.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
