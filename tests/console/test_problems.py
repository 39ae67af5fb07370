from pathlib import Path

import pytest

from generator.console.excerpt import source_lines
from generator.console.problems import problem_lines, traceback_lines, trouble_lines
from generator.console.screen import Look
from generator.errors import Also, Place, Problem

PLAIN, RICH = Look(), Look(rich=True)
FILE = "environments/production.yaml"
LINES = ["services:", "  orders: {}", "  oders: {}", "  frontend: {}", "sync: {}"]
UNKNOWN = Problem(
    code="unknown-service",
    message="there is no service `oders`",
    place=Place(FILE, 3, 3),
    hint="did you mean `orders`?",
)


def text(*problems: Problem, look: Look = PLAIN, lines: list[str] = LINES) -> str:
    return "\n".join(problem_lines(problems, look, lambda _: lines))


def test_without_a_terminal_a_problem_is_its_place_its_message_and_its_help():
    assert text(UNKNOWN) == (
        "environments/production.yaml:3:3: error[unknown-service] there is no service `oders`\n"
        "  help: did you mean `orders`?\n"
        "1 problem in 1 file"
    )


def test_on_a_terminal_the_lines_around_it_are_shown_with_a_caret():
    assert text(UNKNOWN, look=RICH) == (
        "environments/production.yaml:3:3: error[unknown-service] there is no service `oders`\n"
        "  1 | services:\n"
        "  2 |   orders: {}\n"
        "  3 |   oders: {}\n"
        "    |   ^\n"
        "  4 |   frontend: {}\n"
        "  help: did you mean `orders`?\n"
        "1 problem in 1 file"
    )


def test_the_other_places_that_took_part_are_notes():
    problem = Problem(
        code="range",
        message="`min: 5` is more than `max: 3`",
        place=Place(FILE, 9, 15),
        also=(Also(Place("config/services/orders.yaml", 4, 10), "`max: 3` is set here"),),
    )

    assert text(problem) == (
        "environments/production.yaml:9:15: error[range] `min: 5` is more than `max: 3`\n"
        "  note: config/services/orders.yaml:4:10: `max: 3` is set here\n"
        "1 problem in 1 file"
    )


def test_colors_mark_what_it_is_and_what_helps():
    assert text(UNKNOWN, look=Look(rich=False, colored=True)) == (
        "environments/production.yaml:3:3: \x1b[31m\x1b[1merror[unknown-service]\x1b[0m there is no service `oders`\n"
        "  \x1b[32mhelp\x1b[0m: did you mean `orders`?\n"
        "1 problem in 1 file"
    )


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([("a", "error"), ("a", "error")], "2 problems in 1 file"),
        ([("a", "error"), ("b", "warning")], "1 problem, 1 warning in 2 files"),
        ([("a", "warning")], "1 warning in 1 file"),
    ],
)
def test_the_last_line_counts(places: list[tuple[str, str]], said: str):
    problems = [Problem(code="x", message="m", place=Place(file), severity=severity) for file, severity in places]  # type: ignore[arg-type]  # the words are the literals

    assert text(*problems).split("\n")[-1] == said


def test_no_problems_are_no_lines():
    assert text() == ""


def test_the_caret_stands_below_its_character_after_tabs_wide_and_escaped_ones():
    problem = Problem(code="x", message="m", place=Place(FILE, 1, 5))

    shown = text(problem, look=RICH, lines=["\t日\x1bé!"]).split("\n")

    assert shown[1:3] == ["  1 | \t日\\x1bé!", "    | \t       ^"]


def test_of_a_long_line_the_part_around_the_caret_is_shown():
    problem = Problem(code="x", message="m", place=Place(FILE, 1, 501))

    _, line, caret, _ = text(problem, look=RICH, lines=["a" * 500 + "!" + "b" * 500]).split("\n")

    assert line.startswith("  1 | …aaa")
    assert line.endswith("bbb…")
    assert len(line) < 135
    assert line[caret.index("^")] == "!"


def test_a_place_beyond_the_file_has_no_lines():
    assert text(Problem(code="x", message="m", place=Place(FILE, 7)), look=RICH).startswith(
        f"{FILE}:7:1: error[x] m\n1 p"
    )


def test_what_a_terminal_would_obey_never_gets_through():
    evil = "\x1b]0;x\x07\u202e"
    problem = Problem(code="x", message=evil, place=Place(f"config/{evil}"), also=(Also(Place(evil), evil),), hint=evil)

    assert not {"\x1b", "\x07", "\u202e"} & set(text(problem, look=RICH, lines=[evil]))


def test_lines_come_from_regular_files_below_the_root_only(tmp_path: Path):
    (tmp_path / "secret").write_text("password")
    root = tmp_path / "root"
    (root / "config").mkdir(parents=True)
    (root / "config/a.yaml").write_bytes(b"\xef\xbb\xbfone\r\ntwo\xff")
    (root / "config/link.yaml").symlink_to(tmp_path / "secret")

    lines = source_lines(root)

    assert list(lines("config/a.yaml")) == ["one", "two\ufffd"]
    assert [lines(file) for file in ("config/link.yaml", "../secret", "config", "absent")] == [(), (), (), ()]


def test_trouble_without_a_place_has_its_help():
    assert list(trouble_lines("the disk is full", "make room", PLAIN)) == [
        "error: the disk is full",
        "  help: make room",
    ]


def test_a_traceback_is_escaped_too():
    try:
        raise ValueError("\x1b[2J")
    except ValueError as error:
        shown = list(traceback_lines(error))

    assert shown[0] == "Traceback (most recent call last):"
    assert shown[-1] == r"ValueError: \x1b[2J"
