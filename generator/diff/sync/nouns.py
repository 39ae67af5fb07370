"""What the modules of this room hand to each other; frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from generator.diff.nouns import Identity, Object, Severity, Subject, Verdict
from generator.diff.sync.world import World

Refused = Callable[[Subject], tuple[str, str] | None]
Asked = Callable[[Subject], bool]


class Fate(Enum):
    """What becomes of an object in the cluster."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    CREATED = "created"
    RECREATED = "recreated"
    DELETED = "deleted"
    TERMINATING = "terminating"
    ABSENT = "absent"


@dataclass(frozen=True)
class Judges:
    """What the other parts of the diff know of one object, and what is known of the cluster."""

    refused: Refused
    changed: Asked
    restarts: Asked
    world: World
    kept: Callable[[Object], Object]
    """an object without the fields that the API server leaves out without a word"""


@dataclass(frozen=True)
class Outcome:
    """What becomes of one object, and why."""

    fate: Fate
    verdict: Verdict
    rule: str = ""
    why: str = ""
    restart: bool = False
    synced: bool = True
    """whether it is afterwards as git says"""


@dataclass(frozen=True)
class Note:
    """A behaviour of Argo CD that an Application, or one object of it, meets."""

    rule: str
    message: str
    identity: Identity | None = None
    path: str = ""
    severity: Severity | None = None
    """where it is another than that of its rule"""


@dataclass(frozen=True)
class Result:
    """What becomes of one Application."""

    name: str
    manifest: Object
    """as Argo CD has it afterwards, or had it where it goes"""
    sync: str = "Synced"
    health: str = "Healthy"
    phase: str = ""
    """of the operation that the commit starts; empty where it starts none"""
    objects: Mapping[Identity, Outcome] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    syncs: bool = True
    """whether the commit is applied as a whole"""
    gone: Verdict | None = None
    """where the Application itself is deleted: what becomes of its objects"""
