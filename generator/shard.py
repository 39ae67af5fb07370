"""A shard of the work, `2/5`: which names are its own follows from each name alone, so that no other moves one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True)
class Shard:
    """One of so many, counted from 1."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def holds(self, name: str) -> bool:
        """Whether what is called so is this shard's; each name is held by one of them, the same on every machine."""
        from hashlib import sha256  # only who shares work needs it

        return int.from_bytes(sha256(name.encode()).digest()[:8], "big") % self.of == self.number - 1


def shard(text: str) -> Shard | None:
    """The shard that the text `I/N` names; None where it names none."""
    found = _FORM.fullmatch(text)
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    return Shard(number, of) if 1 <= number <= of else None
