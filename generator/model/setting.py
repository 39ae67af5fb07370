"""A setting of a program as people write it, a text, a number or a truth -> the text that the program reads."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from generator.model.mistake import wrong_type
from generator.model.scalar import Scalar, Text

TEXT = Text(
    code="bad-setting",
    expected="a text of one line, no word of it beginning with `--`",
    pattern=r"[^\x00-\x1f]*",
    never="(^| )--",
    longest=1024,
    instead="a setting is no place for a secret: remove it",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Setting(Scalar):
    """A value of a configuration; a truth becomes the word that the program has for it."""

    true: str
    false: str
    expected = "a text, a number, `true` or `false`"

    def validate(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.true if value else self.false
        if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
            return str(value)
        if not isinstance(value, str):
            raise wrong_type(value, self.expected)
        return TEXT.validate(value)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [TEXT.schema(), {"type": "number"}, {"type": "boolean"}]}
