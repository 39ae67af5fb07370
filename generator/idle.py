"""Which files of a chart no template sees: they are left out of a render, and of what its answer is known by."""

from __future__ import annotations


def is_idle(path: str) -> bool:
    """Whether no template sees the file of a chart."""
    return path.endswith(("values.schema.json", "README.md")) or path.startswith("values/")
