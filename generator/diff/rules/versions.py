"""Versions of Kubernetes, compared as numbers."""

from __future__ import annotations

from generator.diff.nouns import Subject


def since(subject: Subject, version: str) -> bool:
    """Whether the environment's Kubernetes is this version or a later one."""
    return _numbers(subject.around.kubernetes) >= _numbers(version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.lstrip("v").split(".")[:2] if part.isdigit())
