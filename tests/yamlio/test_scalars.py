"""A plain scalar that YAML readers disagree about must be quoted; everything else is what it looks like."""

import pytest

from generator.yamlio.scalars import Ambiguous, plain

AMBIGUOUS = [
    ("0755", "has a leading zero: octal to some YAML readers, decimal to others"),
    ("-012", "has a leading zero: octal to some YAML readers, decimal to others"),
    ("012345678901", "has a leading zero: octal to some YAML readers, decimal to others"),
    ("1_000", "is a number to some YAML readers and text to others"),
    ("1e3", "is a number to some YAML readers and text to others"),
    ("1234567e8", "is a number to some YAML readers and text to others"),
    ("22:30", "is a number in base 60 to some YAML readers and text to others"),
    ("190:20:30", "is a number in base 60 to some YAML readers and text to others"),
    ("=", "is a tag to some YAML readers and text to others"),
    ("<<", "is a merge key to some YAML readers and text to others"),
    ("0x1F", "is a number to some YAML readers and text to others"),
    ("0o17", "is a number to some YAML readers and text to others"),
    ("0b11", "is a number to some YAML readers and text to others"),
    ("+5", "is a number to some YAML readers and text to others"),
    (".5", "is a number to some YAML readers and text to others"),
    ("1.", "is a number to some YAML readers and text to others"),
    ("1.10", "loses its last zero as a number"),
    (".inf", "is not a finite number"),
    ("-.Inf", "is not a finite number"),
    (".nan", "is not a finite number"),
    ("2026-11-24 10:00:00", "is a time to some YAML readers and text to others"),
    ("2026-11-24T10:00:00Z", "is a time to some YAML readers and text to others"),
    ("2026-1-2", "is a time to some YAML readers and text to others"),
    ("NULL", "is null to some YAML readers and text to others"),
    ("Null", "is null to some YAML readers and text to others"),
    ("9007199254740993", "is over 2^53: not every YAML reader keeps its last digits"),
    ("1.2345678901234567", "has more digits than a number keeps"),
]


@pytest.mark.parametrize(("text", "reason"), AMBIGUOUS)
def test_an_ambiguous_scalar_says_why_and_how_to_write_it(text, reason):
    assert plain(text) == Ambiguous(f"`{text}` {reason}", f'quote it: `"{text}"`')


def test_a_day_that_there_is_not_may_be_a_slip_or_text():
    assert plain("2026-02-30") == Ambiguous(
        "`2026-02-30` looks like a date, and there is no such day",
        'write a day that there is; or quote it: `"2026-02-30"`, if it is text',
    )


def test_a_number_of_5000_digits_is_shown_in_short():
    found = plain("9" * 5000)

    assert found == Ambiguous(
        f"`{'9' * 39}\u2026` is over 2^53: not every YAML reader keeps its last digits",
        f'quote it: `"{"9" * 39}\u2026"`',
    )


TEXT = """
1.2.3 10Gi 500m 10.0.0.1 10.20.0.0/16 8080:80 2001:db8::1 v1.10 - -- ... + -x NO no on Off y N True FALSE Nothing 1st 0x
0xyz e5 _1 1,5 \u0663
""".split()  # noqa: SIM905 words are easier to read without quotes


@pytest.mark.parametrize("text", [*TEXT, "0 2 * * *"])
def test_text_that_only_resembles_a_number_is_text(text):
    assert plain(text) == text


@pytest.mark.parametrize("text", ["0.25", "99.9", "-1.5", "3.0", "0.00001"])
def test_a_fraction_is_read_without_loss(text):
    assert plain(text) == float(text)
