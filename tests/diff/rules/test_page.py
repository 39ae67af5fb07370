"""The page of all rules is what the program says: each message of an example stands there word by word."""

from __future__ import annotations

from scripts.update_risks import PAGE, page


def test_the_page_is_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m scripts.update_risks"
