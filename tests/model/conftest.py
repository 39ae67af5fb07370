"""What a rule or a model says of a value, as plain tuples."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticCustomError

from generator.model.scalar import Scalar

Said = tuple[str, str, str]


@pytest.fixture
def said() -> Callable[[Scalar, Any], Said]:
    """The code, message and hint with which a rule refuses a value."""

    def refusal(rule: Scalar, value: Any) -> Said:
        with pytest.raises(PydanticCustomError) as caught:
            rule.validate(value)
        return caught.value.type, caught.value.message(), (caught.value.context or {})["hint"]

    return refusal


@pytest.fixture
def refusals() -> Callable[[type[BaseModel], Any], list[tuple[Any, ...]]]:
    """Each error of a model: its keys, code, message, and of a rule of ours the hint and the two key paths."""

    def found(model: type[BaseModel], data: Any) -> list[tuple[Any, ...]]:
        try:
            model.model_validate(data)
        except ValidationError as error:
            return [_error(details) for details in error.errors(include_url=False)]
        return []

    return found


def _error(details: Any) -> tuple[Any, ...]:
    keys = tuple(step for step in details["loc"] if not str(step).startswith(("(", "[")))
    context = details.get("ctx", {})
    if "hint" not in context:
        return keys, details["type"]
    return keys, details["type"], details["msg"], context["hint"], tuple(context["at"]), tuple(context["with"])
