"""What a control of Pod Security objects to."""

from __future__ import annotations

from typing import NamedTuple

from generator.check.finding import Path
from generator.check.pod import Container


class Violation(NamedTuple):
    """`found` completes "the workload has …"; the path starts at the pod's spec."""

    control: str
    path: Path
    found: str
    hint: str
    container: str = ""


def of(container: Container, control: str, path: Path, found: str, hint: str) -> Violation:
    """A violation at a path below a container."""
    return Violation(control, (*container.path, *path), found, hint, container.name)
