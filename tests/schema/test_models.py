"""Models -> definitions, where the project's own models do not show a rule."""

from __future__ import annotations

import pytest
from pydantic import create_model

from generator import schema
from generator.strict import Strict, key


def test_two_models_of_one_name_are_refused() -> None:
    one, other = (create_model("Part", __base__=Strict, __module__=f"generator.{place}") for place in ("here", "there"))
    whole = create_model("Whole", __base__=Strict, one=(one, key("one")), other=(other, key("another")))

    with pytest.raises(ValueError, match=r"^two models are called Part, one of them in generator\.there$"):
        schema.complete(whole)
