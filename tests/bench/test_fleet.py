"""The fleets that `make bench` measures are valid, and what they are said to be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench import fleet
from bench.work import Work
from generator import pipeline
from generator.tree import MemoryTree
from tests.repositories import rendered


def test_a_fleet_is_valid(tmp_path: Path) -> None:
    fleet.write(tmp_path, 2, 3)
    pipeline.generate(tmp_path)

    validation = pipeline.validate(tmp_path)

    assert (validation.problems, validation.skipped) == ((), 0)


def test_each_release_of_a_fleet_has_about_eight_objects() -> None:
    tree = MemoryTree({path: text.encode() for path, text in fleet.files(2, 3).items()})

    objects = rendered(pipeline.generated(tree))

    assert [*objects] == ["stage-000", "stage-001"]
    counts = {name: len(found) for name, found in objects["stage-000"].items() if name.split("-")[0] in fleet.NOUNS}
    assert counts == {"database-000": 7, "service-001": 9, "service-002": 9}


def test_ten_services_are_a_database_a_cache_a_worker_and_seven_others() -> None:
    kinds = Counter(fleet.service(number)["kind"] for number in range(10))

    assert kinds == {"web": 7, "postgres": 1, "redis": 1, "worker": 1}


def test_every_row_of_the_table_can_be_measured(tmp_path: Path) -> None:
    made = {}
    work = Work(tmp_path, 1, 2)
    for row in work.rows():
        row.prepare()
        made[row.name] = row.made(row.run().output)
    made.pop("helm program, one by one", None)
    shard = made.pop("validate, the first of four shards")

    files = made["the same files, only written"]
    assert made == {
        "Helm in process, one by one": "2 releases",
        "the same, values in memory": "2 releases",
        "the same files, only written": files,
        "generate, nothing there yet": files,
        "generate, nothing to do": "0 files",
        "generate, one line changed": "1 files",
        "render all": made["validate all"],
        "render all, again": made["validate all"],
        "validate all": made["render all"],
        "validate all, again": made["render all"],
    }
    assert int(files.split()[0]) > 40
    assert int(made["render all"].split()[0]) > 15
    assert shard in ("0 objects", made["validate all"])
    assert {"read", "resolve", "plan", "compare", "write"} <= {*work.steps()}
