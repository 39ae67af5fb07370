"""Expressions of the Common Expression Language, as far as policies of admission use them -> a value, or no answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.rules.expression.reader import read
from generator.diff.rules.expression.words import UnreadError

__all__ = ["UnreadError", "answer"]


def answer(text: str, names: Mapping[str, Any]) -> Any:
    """What an expression is, where these names stand for these values; UnreadError where that cannot be told."""
    return read(text)(names)
