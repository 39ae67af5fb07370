"""`python -m tests.branches SEEDS`: the table of docs/living-with-generated-files.md, measured."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.branches.conftest import fix
from tests.branches.month import Month, copy, month, repository
from tests.branches.pinned import program

WAYS = ("alone", "hooks", "strategy")
NOBODY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{role}_{what}": "test" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


def measured(folder: Path, seeds: int) -> dict[str, list[Month]]:
    """Each way of merging -> its months."""
    start, cartwright = repository(folder / "start"), program(folder / "program")
    found: dict[str, list[Month]] = {way: [] for way in WAYS}
    for way in WAYS:
        for seed in range(seeds):
            clone = copy(start, folder / f"{way}-{seed}", str(cartwright.parent) if way == "strategy" else "")
            if way != "alone":
                fix(clone, cartwright)
            found[way].append(month(clone, seed))
    return found


def main() -> None:
    os.environ.update(NOBODY)
    with tempfile.TemporaryDirectory() as folder:
        for way, months in measured(Path(folder), int(sys.argv[1])).items():
            merges, stopped, stale = (
                sum(counts)
                for counts in zip(*((m.merges, len(m.conflicts), len(m.stale)) for m in months), strict=True)
            )
            sys.stdout.write(f"{way}: {merges} merges, {stopped} stopped, {stale} did not follow\n")
            for name in sorted({name for one in months for name in one.conflicts}):
                sys.stdout.write(f"  {sum(name in one.conflicts for one in months):3} {name}\n")


if __name__ == "__main__":
    main()
