"""Each kind's example: a complete service of it, as a person would write it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from generator import yamlio
from generator.nodes import Branch


@cache
def example(kind: str) -> Branch:
    """The example of a kind, read like any file of a person's."""
    return yamlio.parse(text(kind).encode(), f"generator/kinds/{kind}/example.yaml")


def text(kind: str) -> str:
    """The example's text."""
    return (files("generator.kinds") / kind / "example.yaml").read_text(encoding="utf-8")
