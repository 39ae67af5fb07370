"""The base of every model: frozen, strict, unknown keys forbidden, keys in camelCase."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what else is installed is not sought, changes nothing


class Strict(BaseModel):
    """A part of what a person may write."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        alias_generator=to_camel,
        validate_default=False,
        defer_build=True,
    )


def key(description: str, default: Any = ..., **rules: Any) -> Any:
    """A key of a model: its one-line description reaches the JSON Schema; without a default it is required.

    A model as default is one that says nothing: made once it is needed, and then shared.
    """
    if default is ...:
        return Field(description=description, **rules)
    if isinstance(default, type):
        return Field(default_factory=cache(default), description=description, **rules)
    if default == {} or default == []:
        return Field(default_factory=type(default), description=description, **rules)
    return Field(default=default, description=description, **rules)


def later(description: str, default: Any = None, **rules: Any) -> Any:
    """A key that is read and validated, and that nothing follows from yet: `validate -v` lists it as not used yet."""
    return Field(default=default, description=description, json_schema_extra={"x-not-used-yet": True}, **rules)
