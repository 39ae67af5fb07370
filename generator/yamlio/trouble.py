"""Where the YAML parser stopped, beside the lines of the file, and what is to be said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKET = re.compile(r"""[\[\]{}]|"(?:[^"\\]|\\.)*"|'[^']*'|(?:^|(?<=\s))#[^\n]*""", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Finding:
    """What is wrong, in words, and where: the line and column count from 0."""

    message: str
    hint: str
    line: int
    column: int
    code: str = "yaml-syntax"


@dataclass(frozen=True)
class Trouble:
    """An error of the parser beside the lines of the file; what was open (`context`) began at `start`."""

    lines: list[str]
    context: str
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def here(self) -> str:
        """The line of the error."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def rest(self) -> str:
        """What stands from the error to the end of its line."""
        return self.here[self.column :]

    @property
    def opened(self) -> str:
        """What stands from where the context began to the end of that line."""
        line = self.lines[self.start_line] if self.start_line < len(self.lines) else ""
        return line[self.start_column :]

    @property
    def begins_line(self) -> bool:
        """Whether only spaces stand before the error."""
        return not self.here[: self.column].strip()

    def at(self, message: str, hint: str, code: str = "yaml-syntax") -> Finding:
        """A finding where the parser stopped."""
        return Finding(message, hint, self.line, self.column, code)

    def back(self, message: str, hint: str, code: str = "yaml-syntax") -> Finding:
        """A finding where the context began."""
        return Finding(message, hint, self.start_line, self.start_column, code)

    @property
    def ends(self) -> bool:
        """Whether nothing but blank lines and comments stands from the error on."""
        rest = [self.rest, *self.lines[self.line + 1 :]]
        return all(not line.strip() or line.lstrip().startswith("#") for line in rest)

    def open_bracket(self) -> tuple[str, int, int] | None:
        """The innermost bracket that is open at the error, with its line and column; texts in quotes are left out."""
        text = "\n".join([*self.lines[: self.line], self.here[: self.column]])
        stack: list[int] = []
        for match in _BRACKET.finditer(text):
            if match[0] in "[{":
                stack.append(match.start())
            elif match[0] in "]}" and stack:
                stack.pop()
        if not stack:
            return None
        last = stack[-1]
        return text[last], text.count("\n", 0, last), last - text.rfind("\n", 0, last) - 1
