"""Words for what was found."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from generator.model.mistake import found, mistake, shown, wrong_type


def test_a_date_in_quotes_loses_them() -> None:
    error = wrong_type("2026-12-31", "a date such as `2026-12-31`")

    assert error.message() == "found the text `2026-12-31`, expected a date such as `2026-12-31`"
    assert (error.context or {})["hint"] == "remove the quotes"


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("a", "`a`"),
        ("", '`""`'),
        ("a\nb", "`a\\nb`"),
        ("\x1b[31m", "`\\u001b[31m`"),
        ("\u202e", "`\\u202e`"),
        ("a`b", "`a\\u0060b`"),
        ("x" * 61, f"`{'x' * 60}\u2026`"),
    ],
)
def test_a_literal_is_short_on_one_line_and_visible(text: str, literal: str) -> None:
    assert shown(text) == literal


@pytest.mark.parametrize(
    ("value", "words", "secret"),
    [
        (None, "nothing", "nothing"),
        (True, "`true`", "`true`"),
        (3, "the number `3`", "a number"),
        ("x", "the text `x`", "text"),
        (datetime.date(2026, 1, 2), "the date `2026-01-02`", "a date"),
        ([], "a list", "a list"),
        ({}, "a mapping", "a mapping"),
    ],
)
def test_a_value_is_named_with_its_type_and_not_shown_where_it_may_be_secret(
    value: Any, words: str, secret: str
) -> None:
    assert (found(value), found(value, secret=True)) == (words, secret)


@pytest.mark.parametrize(
    ("value", "expected", "hint"),
    [
        (3, "text", "quote it"),
        (None, "text", 'write `""` for an empty text, or remove the key'),
        (3, "a mapping", ""),
        ("3", "a whole number", "remove the quotes"),
        ("x", "a whole number", ""),
        (3.0, "a whole number", "write `3`"),
    ],
)
def test_the_hint_of_a_wrong_type_says_which_quotes_to_add_or_remove(value: Any, expected: str, hint: str) -> None:
    error = wrong_type(value, expected)

    assert (error.context or {})["hint"] == hint


def test_what_a_user_wrote_is_no_template() -> None:
    assert mistake("code", "found `{hint}` and `{text}`", "a hint").message() == "found `{hint}` and `{text}`"
