"""Where the YAML parser stopped, beside the lines of the file, and what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass


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
