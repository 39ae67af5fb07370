"""What becomes of objects and Applications, and the whole answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.diff.nouns.rules import Finding
from generator.diff.nouns.things import Change, Verdict
from generator.errors import Place, Problem


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
