"""How much a comment holds, and what of it is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limit:
    """What GitHub takes (65,536 characters, 262,144 bytes), with some to spare for whoever posts it."""

    characters: int = 60_000
    octets: int = 240_000


LIMIT = Limit()


@dataclass
class Room:
    """What is written, while it fits."""

    limit: Limit
    texts: list[str] = field(default_factory=list)
    characters: int = 0
    octets: int = 0

    def take(self, text: str) -> bool:
        """Write a text and the end of its line; False, and nothing written, where it does not fit."""
        characters, octets = self.characters + len(text) + 1, self.octets + len(text.encode()) + 1
        if characters > self.limit.characters or octets > self.limit.octets:
            return False
        self.texts.append(text)
        self.characters, self.octets = characters, octets
        return True

    def fill(self, texts: Iterable[str]) -> bool:
        """Write texts until one does not fit; whether all did."""
        return all(map(self.take, texts))
