"""Markers for `Annotated`: one rule each for a text or a number, the same for pydantic and for the JSON Schema."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.model.credential import CREDENTIAL
from generator.model.mistake import found, mistake, shown, wrong_type
from generator.suggest import near
from generator.yamlio import unseen_in

_LONGEST_HINTED = 1023
"""Of a longer text no remedy is tried: it would be read digit by digit, and repeated in the hint."""


class Scalar(ABC):
    """A rule for one value, the same for pydantic and for the JSON Schema."""

    @abstractmethod
    def validate(self, value: Any) -> Any:
        """The value, or the error that says what was expected."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.schema()


@dataclass(frozen=True, kw_only=True, eq=False)
class Text(Scalar):
    """A text that matches `pattern` as a whole, in which `never` is not found, and that passes `rule`.

    Patterns are those that Python, JavaScript, Rust and Go read alike: no look-around, `[0-9]` and no classes
    by letter. `rule` sees only texts that match, and raises; `remedy` gives the hint for one that does not. Where
    `instead` is given, what looks like a key or a token is refused, and never shown.
    """

    code: str
    expected: str
    pattern: str = r"[^\x00]*"
    longest: int | None = None
    never: str | None = None
    rule: Callable[[str], None] | None = None
    remedy: Callable[[str], str] | None = None
    secret: bool = False
    instead: str = ""
    """where a secret should be, as a hint; given where none may stand"""

    def validate(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self._no_text(value)
        return _accepted(self, value)

    def accepted(self, value: str) -> str:
        """The text, or what is wrong with it."""
        if self.longest is not None and len(value) > self.longest:
            raise mistake(self.code, f"found {len(value)} characters, expected at most {self.longest}")
        if "\x00" in value:
            message = f"found a NUL character at position {value.index(chr(0)) + 1}, expected none"
            raise mistake("bad-character", message, "remove it: no program and no API takes one")
        if self.instead and re.search(CREDENTIAL, value):
            message = "found a value that is not shown, expected no secret: it looks like a key or a token"
            raise mistake("plain-secret", message, f"{self.instead}; replace it, as git keeps it")
        if not self._fits(value):
            what = "a value that is not shown" if self.secret else shown(value)
            raise mistake(self.code, f"found {what}, expected {self.expected}", self._hint(value))
        if self.rule is not None:
            self.rule(value)
        return value

    def schema(self) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "string"}
        schema["pattern"] = f"^(?:{self.pattern})$"
        if self.longest is not None:
            schema["maxLength"] = self.longest
        if never := [pattern for pattern in (self.never, CREDENTIAL if self.instead else None) if pattern]:
            schema["not"] = {"pattern": "|".join(never)}
        return schema

    def _no_text(self, value: Any) -> PydanticCustomError:
        """The error for another type: quotes help only where the quoted text would be taken."""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if value is None or isinstance(value, list | dict) or self._fits(text):
            return wrong_type(value, "text", secret=self.secret)
        message = f"found {found(value, secret=self.secret)}, expected {self.expected}"
        return mistake("wrong-type", message, self._hint(text))

    def _fits(self, value: str) -> bool:
        if self.never is not None and re.search(self.never, value):
            return False
        return re.fullmatch(self.pattern, value) is not None

    def _hint(self, value: str) -> str:
        if len(value) > _LONGEST_HINTED:
            return ""
        if value != value.strip():
            return "remove the spaces or line breaks around it"
        if self.remedy is not None and (hint := self.remedy(value)) and not unseen_in(hint):
            return hint  # a remedy that repeats what nobody can see is none
        odd = next((index for index, character in enumerate(value) if not character.isascii()), None)
        if odd is None or self.secret:
            return ""
        return f"the character at position {odd + 1} is U+{ord(value[odd]):04X}: write a plain letter"


_accepted = lru_cache(maxsize=1 << 14)(Text.accepted)
"""What passed once passes again: most texts stand in many files."""


@dataclass(frozen=True, kw_only=True)
class Choice(Scalar):
    """One text of a known set, given when it is first asked for; quotes are asked for where YAML reads a number."""

    code: str
    expected: str
    values: Callable[[], Sequence[str]]
    remedy: Callable[[str], str] | None = None

    def validate(self, value: Any) -> str:
        if not isinstance(value, str):
            raise wrong_type(value, "text")
        if value not in self.values():
            remedy = self.remedy(value) if self.remedy is not None else ""
            meant = near(value, self.values())
            hint = remedy or (f"did you mean `{meant}`?" if meant else "")
            raise mistake(self.code, f"found {shown(value)}, expected {self.expected}", hint)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": sorted(self.values())}


@dataclass(frozen=True, kw_only=True)
class Whole(Scalar):
    """A whole number between two bounds, both included."""

    code: str = "bad-number"
    least: int = 0
    most: int | None = None
    noun: str = "a whole number"

    def validate(self, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise wrong_type(value, "a whole number")
        if value < self.least or (self.most is not None and value > self.most):
            raise mistake(self.code, f"found `{value}`, expected {self.noun} {self._range()}")
        return value

    def schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.least} if self.most is None else {"minimum": self.least, "maximum": self.most}
        return {"type": "integer", **bounds}

    def _range(self) -> str:
        return f"of {self.least} or more" if self.most is None else f"from {self.least} to {self.most}"


@dataclass(frozen=True, kw_only=True)
class Either(Scalar):
    """A number or a text, each with its own rule: an error speaks of the one that was written."""

    expected: str
    number: Whole
    text: Text

    def validate(self, value: Any) -> int | str:
        if isinstance(value, str):
            return self.text.validate(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return self.number.validate(value)
        raise wrong_type(value, self.expected)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.number.schema(), self.text.schema()]}
