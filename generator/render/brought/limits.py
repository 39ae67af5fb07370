"""How much a chart of people's may take."""

from __future__ import annotations

from dataclasses import dataclass

OUT_OF_MEMORY = 86
"""Exit code of a process that used more than it may, where the system itself sets no bound."""
NETWORK, WRITING, MEMORY = "network", "writing", "memory"
"""What a process can be cut off from."""


@dataclass(frozen=True)
class Limits:
    """Of one release: seconds until its answer, bytes of memory, bytes that it renders to; of all, seconds together."""

    seconds: float = 30
    in_all: float = 600
    memory: int = 1 << 30
    output: int = 16 << 20


@dataclass(frozen=True)
class Stopped:
    """A render that had to be stopped, or broke down: of what it had too much."""

    reason: str
