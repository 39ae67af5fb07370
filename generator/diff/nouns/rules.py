"""What a rule judges, what it says, and what is found by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from generator.diff.nouns.things import Identity, Object, Severity, Verdict, Way


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
