"""What the input of a revision says of an environment, as far as it is needed to compare; read as plain data, for an
older or newer cartwright may have written it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator import yamlio
from generator.kubernetes.reading import mapping
from generator.revisions.side import Side

PLATFORM = "config/platform.yaml"
NEWEST = "1.36"


@dataclass(frozen=True)
class Settings:
    """One environment at one revision."""

    repository: str = ""
    revision: str = "main"
    """the branch of the repository that Argo CD follows where nothing is pinned"""
    kubernetes: str = NEWEST
    production: bool = False
    pin: str = ""
    """the ref that it follows, where that is another"""


def path_of(environment: str) -> str:
    """The file that people write for an environment."""
    return f"environments/{environment}.yaml"


def settings(side: Side, environment: str) -> Settings:
    """What the environment's file says, over the platform's."""
    platform, own = read(side, PLATFORM), read(side, path_of(environment))
    repository = {**mapping(platform.get("repository")), **mapping(own.get("repository"))}
    revision, pin = str(repository.get("revision", "main")), str(own.get("revision") or "")
    return Settings(
        repository=str(repository.get("url", "")),
        revision=revision,
        kubernetes=str(own.get("kubernetes") or platform.get("kubernetes") or NEWEST),
        production=is_production(side, environment),
        pin=pin if pin != revision else "",
    )


def is_production(side: Side, environment: str) -> bool:
    """Whether the environment's file says so; where the word is nowhere in it, it is not read."""
    path = path_of(environment)
    return path in side.digests and "production:" in side.text(path) and read(side, path).get("production") is True


@cache
def read(side: Side, path: str) -> Mapping[str, Any]:
    """A file of the input as data; nothing where it is not there, or is none."""
    if path not in side.digests:
        return {}
    try:
        bodies = yamlio.documents(side.text(path))
    except yamlio.RenderedTextError:
        return {}
    return mapping(bodies[0]) if bodies else {}
