"""What docs/applications.md says of the applications, held against their files."""

from __future__ import annotations

import re
from pathlib import Path

from tests.fleet.applications import HATCHES, Application, application, names

PAGE = Path(__file__).parents[2] / "docs" / "applications.md"
KINDS = ("web", "worker", "cronjob", "stateful", "postgres", "redis", "external")


def row(one: Application) -> list[str]:
    """What the page says of an application, as its files say it; the last column is a person's."""
    counted = ", ".join(f"{one.kinds[kind]} {kind}" for kind in KINDS if one.kinds[kind])
    hatches = ", ".join(f"`{hatch}`" for hatch in one.hatches) or "none"
    title = f"[{one.title}](https://github.com/{one.repository})"
    return [title, f"`{one.name}`", counted, hatches, ", ".join(one.levels)]


def test_there_are_twenty_and_fewer_than_three_need_objects() -> None:
    every = [application(name) for name in names()]

    assert len(every) == 20
    assert sum("objects" in one.hatches for one in every) < 3


def test_the_table_says_what_the_files_say() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| [")]

    assert [cells[:-1] for cells in table] == [row(application(name)) for name in names()]
    assert all(cells[-1] for cells in table)


def test_the_page_counts_right() -> None:
    text = re.sub(r"\s+", " ", PAGE.read_text(encoding="utf-8"))
    every = [application(name) for name in names()]
    without = sum(not one.hatches for one in every)

    assert f"{without} of {len(every)} need no hatch" in text
    for hatch in HATCHES:
        assert f"`{hatch}`: {sum(hatch in one.hatches for one in every)}" in text
