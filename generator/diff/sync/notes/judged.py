"""What the modules of this room look at: one Application on both sides, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.diff.nouns import Application, Cluster, Identity, Object
from generator.diff.same import is_same
from generator.diff.sync.nouns import Fate, Outcome, Result
from generator.diff.sync.policy import Policy, policy
from generator.diff.sync.surroundings import Surroundings, objects_of

GONE = (Fate.DELETED, Fate.TERMINATING)


@dataclass(frozen=True)
class Judged:
    """One Application, before, after, and what becomes of it."""

    result: Result
    was: Application | None
    now: Application | None
    base: Cluster
    head: Cluster
    env: Surroundings

    @property
    def environment(self) -> str:
        """The environment that it is of."""
        return self.head.environment

    @cached_property
    def before(self) -> Policy | None:
        """What it let Argo CD do."""
        return policy(self.was.manifest) if self.was else None

    @cached_property
    def after(self) -> Policy:
        """What it lets Argo CD do, as Argo CD has it afterwards."""
        return policy(self.result.manifest)

    @cached_property
    def old(self) -> dict[Identity, Object]:
        """Its objects at the base."""
        return objects_of(self.was, self.env.scopes)

    @cached_property
    def new(self) -> dict[Identity, Object]:
        """Its objects at head."""
        return objects_of(self.now, self.env.scopes)

    def with_fate(self, *fates: Fate) -> list[tuple[Identity, Outcome]]:
        """The objects that meet one of these fates, in order."""
        return [(one, outcome) for one, outcome in sorted(self.result.objects.items()) if outcome.fate in fates]

    def changed(self) -> Iterator[tuple[Identity, Outcome]]:
        """Its objects of which git has something else."""
        for one, outcome in sorted(self.result.objects.items()):
            if not is_same(self.old.get(one), self.new.get(one)):
                yield one, outcome


def count(number: int, word: str = "resource") -> str:
    """A number and its word: `1 resource`, `2 resources`."""
    return f"{number} {word}{'' if number == 1 else 's'}"
