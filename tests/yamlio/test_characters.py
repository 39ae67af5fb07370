"""What a person cannot see is found wherever it stands, named by its number, and never printed as it is."""

import pytest

from generator.errors import InputError, Place, Problem
from generator.yamlio import parse, shown, unseen_in


def problems_of(data):
    with pytest.raises(InputError) as raised:
        parse(data, "f")
    return raised.value.problems


UNSEEN = [
    ("a: x\u202ey\n", "bidi", 1, 5, "bidirectional control `U+202E` (right-to-left override)", "\\u202E"),
    ("a: b\n# \u2066\n", "bidi", 2, 3, "bidirectional control `U+2066` (left-to-right isolate)", "\\u2066"),
    ("a\u200b: b\n", "bad-char", 1, 2, "invisible character `U+200B` (zero width space)", "\\u200B"),
    (
        "a: \u00e9\u00e9 b\ufeff\n",
        "bad-char",
        1,
        8,
        "invisible character `U+FEFF` (zero width no-break space)",
        "\\uFEFF",
    ),
    ("a: b\U000e0041\n", "bad-char", 1, 5, "invisible character `U+E0041` (tag latin capital letter a)", "\\U000E0041"),
    ('a: "a\x00b"\n', "bad-char", 1, 6, "control character `U+0000`", "\\x00"),
    ("a: \x1b[31m\n", "bad-char", 1, 4, "control character `U+001B`", "\\x1B"),
    ("a: b\x7f\n", "bad-char", 1, 5, "control character `U+007F`", "\\x7F"),
    ("a: b\u0085c\n", "bad-char", 1, 5, "control character `U+0085`", "\\x85"),
    ("a: b\u2028c\n", "bad-char", 1, 5, "control character `U+2028` (line separator)", "\\u2028"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "named", "escape"), UNSEEN)
def test_an_unseen_character_is_a_problem_where_it_stands(text, code, line, column, named, escape):
    assert problems_of(text.encode()) == (
        Problem(
            code=code,
            message=f"found the {named}, expected only characters that can be seen",
            place=Place("f", line, column),
            hint=f"remove it; where a value needs it, write `{escape}` in double quotes",
        ),
    )


def test_a_value_may_hold_any_character_by_its_escape():
    root = parse(b'a: "\\x00\\x1B\\u202E\\u2028\\U000E0041"', "f")

    assert root.children["a"].value == "\x00\x1b\u202e\u2028\U000e0041"


def test_visible_text_of_any_language_is_fine():
    text = "snowman \u2603 emoji \U0001f600 \u2764\ufe0f \u65e5\u672c \u00e9 \u0645\u0631\u062d\u0628\u0627"

    assert parse(f"a: {text}\n".encode(), "f").children["a"].value == text


def test_of_very_many_unseen_characters_the_first_twenty_are_told():
    assert len(problems_of(b"\x00" * 1000)) == 21, "and that the file is text"


def test_a_byte_that_is_no_utf8_is_told_with_its_place_in_characters():
    assert problems_of("name: é caf".encode() + b"\xe9\n") == (
        Problem(
            code="encoding",
            message="byte `0xE9` is not valid UTF-8",
            place=Place("f", 1, 12),
            hint="save the file as UTF-8",
        ),
    )


def test_utf16_is_told_by_name():
    (problem,) = problems_of("a: b".encode("utf-16"))

    assert (problem.message, problem.hint) == ("byte `0xFF` is not valid UTF-8", "the file is UTF-16; save it as UTF-8")


def test_a_lone_carriage_return_ends_no_line():
    assert problems_of(b"name: prod\rb: c\r") == (
        Problem(
            code="encoding",
            message="the line ends with a carriage return (U+000D) alone, expected a line feed",
            place=Place("f", 1, 11),
            hint="convert the line ends of the file to LF",
        ),
    )


def test_a_byte_order_mark_is_dropped():
    assert parse(b"\xef\xbb\xbfa: 1\n", "f").keys["a"] == Place("f", 1, 1)


def test_messages_never_hold_an_unseen_character():
    (problem,) = problems_of(b'"a\\u202E\\e[31m": 1\n"a\\u202E\\e[31m": 2\n')

    assert problem.message == "the key `a\\u202e\\u001b[31m` stands twice in this mapping"


def test_shown_text_is_one_short_line():
    assert shown("a\nb\tc\u200b") == "a\\nb\\tc\\u200b"
    assert shown("x" * 100) == "x" * 59 + "\u2026"


def test_the_first_unseen_character_is_found():
    assert unseen_in("a\u200b\u202e") == "\u200b"
    assert unseen_in("visible text") == ""
