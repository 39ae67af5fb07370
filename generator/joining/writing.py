"""An answer -> the JSON that `cartwright join` of the same version reads; its keys are the fields of `share.Answer`."""

from __future__ import annotations

from typing import Any

from generator.share import Answer


def document(answer: Answer) -> dict[str, Any]:
    """The answer as data."""
    from pydantic import TypeAdapter

    made: dict[str, Any] = TypeAdapter(Answer).dump_python(answer, mode="json")
    return made
