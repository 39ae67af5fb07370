"""What the parts of the rendered diff hand to each other; frozen values, no behaviour but looking things up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Literal, NamedTuple

from generator.errors import Place, Problem

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


@dataclass(frozen=True)
class Hit:
    """Where a rule holds, and in which words of this case."""

    message: str
    path: str = ""
    remedy: str = ""
    """where the rule's own does not fit"""


@dataclass(frozen=True)
class Around:
    """All that a rule may ask of an environment: its objects at both revisions, by identity."""

    base: Mapping[Identity, Object] = field(default_factory=dict)
    head: Mapping[Identity, Object] = field(default_factory=dict)
    kubernetes: str = "1.36"
    owners: Mapping[Identity, Object] = field(default_factory=dict)
    """the Application that brings an object, as it is at head; at base where head has none; absent: not known"""
    environment: str = ""
    touched: frozenset[str] = frozenset()
    """the paths of the repository that are not the same in both revisions"""
    branch: str = ""
    """what the change is merged into; empty where nobody said"""


@dataclass(frozen=True)
class Subject:
    """One object before and after, and how it is written: what a rule judges."""

    identity: Identity
    base: Object | None
    head: Object | None
    way: Way = Way.CLIENT
    was: Way | None = None
    """how it was written before, where that is another way"""
    around: Around = field(default_factory=Around)
    verdict: Verdict | None = None
    """what becomes of it, where that was judged before: what stays is not lost"""


@dataclass(frozen=True)
class Rule:
    """A risk with a name of its own; `holds` says where, of one object."""

    id: str
    severity: Severity
    title: str
    """a sentence that a tired person understands"""
    remedy: str
    holds: Callable[[Subject], Iterable[Hit]]
    proved: bool = False
    """on a real API server or Argo CD; else it is on paper, and never blocks by default"""


@dataclass(frozen=True)
class Finding:
    """A rule that holds for one object of one environment."""

    rule: str
    severity: Severity
    environment: str
    application: str
    identity: Identity | None
    message: str
    path: str = ""
    remedy: str = ""
    proved: bool = False
    acknowledged: str = ""
    """the reason that a person gave, where one accepted it"""


@dataclass(frozen=True)
class Told:
    """What becomes of one object, and why."""

    change: Change
    verdict: Verdict
    why: str = ""
    """what Argo CD does, a sentence; empty where the verdict says it"""
    rule: str = ""
    """of section A, where one decided"""
    pods: tuple[int, int] | None = None
    """how many pods start anew, at least and at most"""
    causes: tuple[Place, ...] = ()
    """the lines of input behind it"""


@dataclass(frozen=True)
class State:
    """What becomes of one Application as a whole."""

    environment: str
    application: str
    said: tuple[str, ...] = ()
    """sentences, the worst first"""
    rules: tuple[str, ...] = ()
    syncs: bool = True
    """whether Argo CD will apply anything of it"""


@dataclass(frozen=True)
class Coverage:
    """How much was looked at."""

    rendered: int = 0
    applications: int = 0
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Capacity:
    """What an environment asks for at head beyond what it asked for at base; below zero where it is less."""

    environment: str
    pods: tuple[int, int] = (0, 0)
    """at least and at most, as its autoscalers may have them"""
    cpu: tuple[int, int] = (0, 0)
    """thousandths of a CPU, likewise"""
    memory: tuple[int, int] = (0, 0)
    """bytes, likewise"""
    storage: int = 0
    """bytes of volumes"""
    balancers: int = 0


@dataclass(frozen=True)
class Report:
    """The whole answer, from which every format is made."""

    base: str
    head: str
    coverage: Coverage = field(default_factory=Coverage)
    changes: tuple[Told, ...] = ()
    states: tuple[State, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    """what else to know of the comparison: how far the base is behind, generated files that do not follow"""
    production: frozenset[str] = frozenset()
    environments: Sequence[str] = ()
    capacity: tuple[Capacity, ...] = ()
    """of the environments that ask for more or less"""
    needs: tuple[tuple[str, str], ...] = ()
    """which service needs which at head, for whoever draws them"""
    failures: tuple[Problem, ...] = ()
    """what does not render, on either side: the answer is not whole"""

    @cached_property
    def affected(self) -> frozenset[str]:
        """The environments in which anything but noise changes."""
        return frozenset(told.change.environment for told in self.changes if told.verdict is not Verdict.NOISE)
