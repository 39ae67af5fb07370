"""What a check says of a rendered object: where in which object, what was found, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.nouns import Release

Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A problem in a rendered object; `path` leads from the object's top to the value that is wrong.

    `origin` is the file that the object was rendered from. Who knows the input makes this a `Problem` with a place.
    """

    release: Release
    origin: str
    kind: str
    namespace: str
    name: str
    path: Path
    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    @property
    def order(self) -> tuple[str, ...]:
        """By this the findings of a run are sorted."""
        place = (self.release.environment, self.release.name, self.kind, self.namespace, self.name)
        return (*place, dotted(self.path), self.code, self.message)


def dotted(path: Path) -> str:
    """The path as people write it: `spec.containers[0].image`, `metadata.labels["app.kubernetes.io/name"]`."""
    text = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" if re.fullmatch(r"\$?[\w-]+", step) else f'["{step}"]'
        for step in path
    )
    return text.removeprefix(".")
