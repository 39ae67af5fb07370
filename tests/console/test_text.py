import pytest

from generator.console.text import counted, neutral, safe, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("\x7f\x9b0m", r"\x7f\x9b0m"),
        ("a\nb\rc", r"a\nb\rc"),
        ("ab\u202egnp.exe", r"ab\u202egnp.exe"),
        ("\u2066x\u2069 \u200f \u061c", r"\u2066x\u2069 \u200f \u061c"),
        ("\ufeffx\u2028y", r"\ufeffx\u2028y"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(text: str, shown: str):
    assert safe(text) == shown


@pytest.mark.parametrize("text", ["ঢাকা", "র‍্যাব", "naïve", "日本", "tab\there", "👍"])
def test_what_people_write_is_left_alone(text: str):
    assert safe(text) == text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::no", r"\x3a:error::no"),
        ("  ::set-output name=x::y", r"  \x3a:set-output name=x::y"),
        ("x ##[group]y", r"x #\x23[group]y"),
        ("+::error::no", "+::error::no"),
        ("a::b", "a::b"),
    ],
)
def test_a_line_that_github_would_take_as_a_command_is_neutralised(line: str, shown: str):
    assert neutral(line) == shown


def test_a_count_has_the_right_noun():
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


def test_the_width_is_that_of_a_terminal():
    assert [width(text) for text in ("ab", "日本", "e\u0301")] == [2, 4, 1]
