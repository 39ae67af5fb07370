"""What a command finds in some of the releases, and what it says of the input as a whole; frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.errors import Place, Problem
from generator.nouns import Release
from generator.shard import Shard


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a check says of a rendered object; the input line behind it is still to be found."""

    release: Release
    kind: str
    namespace: str
    name: str
    path: tuple[str | int, ...]
    code: str
    message: str
    hint: str
    severity: Literal["error", "warning"]


@dataclass(frozen=True)
class Seen:
    """What was found in some environments: how many objects, those that nothing knows, and what is wrong with them."""

    objects: int
    skipped: int
    failures: tuple[Problem, ...]
    """releases that do not render"""
    refused: tuple[Problem, ...]
    """values that their chart's schema refuses"""
    findings: tuple[Found, ...]
    """those that nobody waived"""
    idle: tuple[Problem, ...]
    """waivers that match nothing here; elsewhere they may"""


@dataclass(frozen=True)
class Counted:
    """What there is in environments in which nothing was found."""

    objects: int = 0
    skipped: int = 0
    unused: Mapping[Place, str] = field(default_factory=dict)
    """keys that nothing follows from yet"""


NOTHING = Counted()


@dataclass(frozen=True)
class Told:
    """What is said of the input as a whole, whatever is found in its releases."""

    problems: tuple[Problem, ...]
    unseen: tuple[str, ...]
    unused: tuple[Problem, ...]
    exceptions: tuple[Problem, ...]


@dataclass(frozen=True)
class Page:
    """The manifests of one release as text: (origin, text)."""

    release: Release
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Of what an answer is a part. Answers belong together where all of it but the shard is the same."""

    command: Literal["render", "validate"]
    shard: Shard
    cartwright: str
    """the version that made it"""
    input: str
    """of all input files: names and content"""
    chosen: tuple[str, ...] = ()
    """the options that narrow the command, as they are typed"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A part of a validation, or of what is printed; or `problems`, for which there is neither."""

    stamp: Stamp
    problems: tuple[Problem, ...] = ()
    seen: Seen | None = None
    told: Told | None = None
    """by the first shard alone"""
    printed: tuple[Page, ...] | None = None
