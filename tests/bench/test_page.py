"""What was measured -> tables and the page, which holds nothing that was not measured."""

from __future__ import annotations

from pathlib import Path

from bench import page, record, table
from bench.process import Ended
from bench.record import Line, Record
from bench.row import Row, measured

FACTS = {"processor": "any", "cores": "2"}
YARDSTICK = "Helm in process, one by one"


def test_each_round_runs_all_rows_and_a_sample_stands_for_the_whole() -> None:
    ran: list[str] = []

    def run(name: str) -> Ended:
        ran.append(name)
        return Ended(0.5, 20, "x")

    rows = [
        Row("all", lambda: run("all"), lambda: ran.append("prepare"), made=lambda said: said * 2),
        Row("sample", lambda: run("sample"), times=10),
    ]

    rounds = measured(rows, 2, lambda _: None)

    assert ran == ["prepare", "all", "sample"] * 2
    assert rounds[0] == {"all": Ended(0.5, 20, "xx"), "sample": Ended(5.0, 20, "x")}


def test_a_row_has_the_median_time_and_the_median_of_ratios_within_a_round() -> None:
    rows = [Row("yardstick", lambda: Ended(0, 0, "")), Row("other", lambda: Ended(0, 0, ""), aim=2.5)]
    rounds = [
        {"yardstick": Ended(yardstick, 70, "4 releases"), "other": Ended(other, 20, "x")}
        for yardstick, other in ((1.0, 1.0), (2.0, 4.0), (1.0, 3.0))
    ]

    cells = table.cells(Record("2026-11-24", FACTS, "yardstick", record.lines(rows, rounds)))

    assert list(table.text(cells)) == [
        "           seconds  ratio   aim  MB  made",
        "yardstick     1.00   1.00        70  4 releases",
        "other         3.00   2.00  2.50  20  x",
    ]
    assert list(table.markdown(cells))[1:] == [
        "|---|---:|---:|---:|---:|---:|",
        "| yardstick | 1.00 | 1.00 |  | 70 | 4 releases |",
        "| other | 3.00 | 2.00 | 2.50 | 20 | x |",
    ]


def test_without_the_yardstick_there_are_no_ratios() -> None:
    cells = table.cells(Record("2026-11-24", FACTS, "", [Line("render all", [0.5], 20, "x", 0.75)]))

    assert cells == [("", "seconds", "MB", "made"), ("render all", "0.500", "20", "x")]


def test_growth_takes_the_drift_of_the_machine_out() -> None:
    fast = Record("a", FACTS, YARDSTICK, [Line(YARDSTICK, [1.0], 1, ""), Line("render all", [2.0], 1, "")], 1000)
    slow = Record("b", FACTS, YARDSTICK, [Line(YARDSTICK, [40.0], 1, ""), Line("render all", [80.0], 1, "")], 20000)

    text = page.page({"1000x20": slow, "50x20": fast})

    assert f"| {YARDSTICK} | 1.00 | 2.00 (2.00) |" in text
    assert "| render all | 2.00 | 4.00 (1.00) |" in text


def test_what_was_left_out_is_said_with_the_remedy() -> None:
    line = Line("cartwright render --out", [0.5], 20, "9 objects")
    found = Record("a", FACTS, "cartwright render --out", [line], 9, skipped=["cdk8s: it needs node; install it"])

    assert "Left out: cdk8s: it needs node; install it.\n" in page.page({"peers 3x4": found})


def test_records_are_kept_as_they_are(tmp_path: Path) -> None:
    line = Line("validate all", [0.5, 0.25], 20.5, "x", 1.3)
    records = {"3x4": Record("a", FACTS, "", [line], 12, {"read": 2.0}, ["y"])}

    record.keep(records, tmp_path / "measured.json")

    assert record.kept(tmp_path / "measured.json") == records
    assert record.kept(tmp_path / "none.json") == {}


def test_the_page_is_what_follows_from_the_measurements() -> None:
    assert page.FILE.read_text(encoding="utf-8") == page.page(record.kept())
