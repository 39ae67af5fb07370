"""Objects, Applications and clusters, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal, NamedTuple

from generator.errors import Problem

Object = Mapping[str, Any]
"""A Kubernetes object as data."""


class Identity(NamedTuple):
    """What makes two objects the same one to Kubernetes: a version of the API does not."""

    group: str
    kind: str
    namespace: str
    """empty for what no namespace holds"""
    name: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}"


class Way(Enum):
    """How an object is written to the API server."""

    CLIENT = "client-side apply"
    SERVER = "server-side apply"
    REPLACE = "replace"


class Verdict(Enum):
    """What becomes of one object, worst first: the first that holds is told."""

    BLOCKED = "blocked"
    RECREATED = "recreated"
    DELETED = "deleted"
    ORPHANED = "orphaned"
    CREATED = "created"
    RESTARTED = "rolling restart"
    UPDATED = "in-place update"
    NO_EFFECT = "no effect"
    NOISE = "noise"


Severity = Literal["X", "D", "O", "S", "W", "I"]
"""Sync fails, data loss, outage, security, warning, information."""


@dataclass(frozen=True)
class Application:
    """One Argo CD Application at one revision, with what its source renders to."""

    manifest: Object
    objects: tuple[Object, ...] = ()
    failure: Problem | None = None
    """why its source does not render"""
    unseen: str = ""
    """why its source was not rendered at all: a chart that lies elsewhere"""

    @property
    def name(self) -> str:
        """Its own name, by which others call it."""
        return str(self.manifest["metadata"]["name"])


@dataclass(frozen=True)
class Cluster:
    """One environment at one revision: what people applied by hand, and every Application that follows from it."""

    environment: str
    kubernetes: str = "1.36"
    by_hand: tuple[Object, ...] = ()
    """the root Application and its project"""
    applications: Mapping[str, Application] = field(default_factory=dict)
    """by name; each but those applied by hand is also an object of another one, or made by an ApplicationSet"""
    kept: Mapping[str, Application] = field(default_factory=dict)
    """of head alone: Applications as the base has them, rendered now, where git names none such any more: they go on so
    long as Argo CD does not hear of the change"""
    production: bool = False


class Nothing(Enum):
    """The value of a key that is not there: `null` is another."""

    NOTHING = "nothing"


NOTHING = Nothing.NOTHING


@dataclass(frozen=True)
class Edit:
    """One leaf that differs between two objects."""

    path: str
    """as readers know it: `spec.template.spec.containers[api].env[LOG_LEVEL].value`"""
    old: Any
    new: Any
    noise: str = ""
    """the class of noise that it is, which folds it; empty where it is none"""
    hidden: bool = False
    """it is or may be a secret: that it changed may be told, and nothing of what it was or is"""
    about: str = ""
    """what it is, where it is no change of a value alone: `order changed`, `API version`, `checksum`"""


@dataclass(frozen=True)
class Change:
    """One object that is not the same in both revisions."""

    environment: str
    application: str
    identity: Identity
    base: Object | None
    head: Object | None
    edits: tuple[Edit, ...] = ()
    """none where the object comes or goes as a whole"""


class Rename(NamedTuple):
    """An object that goes and one that comes, which are likely the same to people; to Kubernetes they are two."""

    removed: Change
    added: Change
    kind: Literal["moved", "another kind", "hash", "renamed", "another namespace"]
    score: float
    """how alike they are, from 0 to 1: below 0.9 both are worth showing"""
