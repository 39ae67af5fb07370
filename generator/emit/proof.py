"""Text that is to be written, read back as Helm reads it: it says what was meant, or nothing is written.

What a run makes is read as far as its cost allows: 0.2 ms a KiB of YAML, which would be a third of a run over a large
fleet. An edit makes one environment anew, and much of that is read. The tests read all of everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator import yamlio
from generator.nouns import Artifact

MOST = 1 << 16
"""Characters that are read back in one run: 13 ms."""


class MisreadError(Exception):
    """A bug: what would be written is not what was meant."""


def prove(artifacts: Iterable[Artifact], texts: Mapping[str, str], most: int) -> int:
    """Read back files of data, evenly chosen where they have more than so many characters; how many were read.

    Templates and texts of ours have nothing to be held against, and JSON has no way of writing to be mistaken in.
    """
    known = [artifact for artifact in artifacts if _is_yaml(artifact)]
    step = 1 + sum(len(texts[artifact.path]) for artifact in known) // most
    for artifact in known[::step]:
        if not is_meant(texts[artifact.path], artifact):
            raise MisreadError(f"`{artifact.path}` would be read as something else than was meant")
    return len(known[::step])


def is_meant(text: str, artifact: Artifact) -> bool:
    """Whether the text of a YAML file says what was meant."""
    meant = [artifact.data] if artifact.documents is None else artifact.documents
    try:
        found = yamlio.documents(text)
    except yamlio.RenderedTextError:
        return False
    return _typed(found) == _typed([one for one in meant if one is not None])


def _is_yaml(artifact: Artifact) -> bool:
    has_data = artifact.data is not None or artifact.documents is not None
    return has_data and not artifact.apart and not artifact.path.endswith(".json")


def _typed(data: Any) -> str:
    """Data in which `true` is not 1: they are one to Python."""
    return repr(data)
