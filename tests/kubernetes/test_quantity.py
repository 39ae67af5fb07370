"""One amount has one way in which it is stored."""

from __future__ import annotations

import time

import pytest

from generator.kubernetes.quantity import canonical, canonical_resource, quantity, share, worth


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("1000m", "1"),
        (1, "1"),
        (0.5, "500m"),
        ("1024Mi", "1Gi"),
        ("1.5Gi", "1536Mi"),
        ("0.5Ki", "512"),
        ("0Gi", "0"),
        ("1000k", "1M"),
        ("12e6", "12e6"),
        ("1e" + "9" * 50, "1e" + "9" * 50),
        ("much", "much"),
    ],
)
def test_an_amount_is_stored_in_its_shortest_form(written: object, stored: str) -> None:
    assert canonical(written) == stored


def test_requests_and_limits_are_kept_in_thousandths_rounded_up() -> None:
    assert (canonical("1.0001"), canonical_resource("1.0001")) == ("1000100u", "1001m")


def test_amounts_are_equal_by_what_they_are_worth() -> None:
    assert worth("1Gi") == worth("1073741824")
    assert worth("1Gi") != worth("1G")


@pytest.mark.parametrize("written", ["", "x", "1 Gi", True, None, [1], "1e4000", "."])
def test_what_is_no_quantity_has_no_worth(written: object) -> None:
    assert quantity(written) is None


@pytest.mark.parametrize(
    ("written", "whole", "up", "number"),
    [(3, 10, True, 3), ("25%", 10, True, 3), ("25%", 10, False, 2), ("4", 10, True, 4), ("x%", 10, True, None)],
)
def test_a_share_is_a_number_or_a_part_of_a_hundred(written: object, whole: int, up: bool, number: int | None) -> None:
    assert share(written, whole, up=up) == number


@pytest.mark.parametrize("unit", ["", "Mi", "m"])
def test_a_number_that_is_too_long_to_be_meant_is_no_quantity_and_stays_as_it_is_written(unit: str) -> None:
    start = time.process_time()
    for digits in (1001, 1_000_000):
        written = "9" * digits + unit
        assert (quantity(written), canonical(written), worth(written)) == (None, written, written)

    assert time.process_time() - start < 1
    assert quantity("9" * 900 + unit) is not None
