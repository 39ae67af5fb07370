"""Two revisions of the repository -> what Argo CD does with each change, from git alone; nothing is checked out."""

from generator.revisions.report import report

__all__ = ["report"]
