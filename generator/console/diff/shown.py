"""Report -> text in the format that a person asked for, to stdout or into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.console.diff.document import as_json
from generator.console.diff.published import FORMATS as PUBLISHED
from generator.console.diff.terminal import report_lines
from generator.console.screen import Look, Screen
from generator.diff.nouns import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {"json": as_json, **PUBLISHED}
"""The formats for programs and pages, by name; `text` is the one for terminals."""


def show_report(screen: Screen, report: Report, form: str) -> None:
    """Print the answer."""
    if form != "text":
        screen.exact(FORMATS[form](report))
    elif not screen.quiet or report.changes or report.failures or report.states:
        screen.data(report_lines(report, screen.out, verbose=screen.verbose))


def written(report: Report, form: str, *, verbose: bool = False) -> str:
    """The answer as the content of a file, without colors."""
    if form != "text":
        return FORMATS[form](report)
    return "".join(f"{line}\n" for line in report_lines(report, Look(), verbose=verbose))
