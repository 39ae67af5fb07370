"""Report -> one comment on a pull request, that is edited in place and never too long."""

from generator.console.diff.comment.page import LIMIT, Limit, markdown

__all__ = ["LIMIT", "Limit", "markdown"]
