"""The formats that others read: a comment on a pull request, code scanning, a page in a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.console.diff.comment import markdown
from generator.console.diff.page import html
from generator.console.diff.sarif import sarif
from generator.diff.nouns import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {"markdown": markdown, "html": html, "sarif": sarif}
"""By the name that `--format` takes."""
