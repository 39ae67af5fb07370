"""Objects that leave git -> whether Argo CD deletes them: what stands on them counts as the cluster has it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diff import asked
from generator.diff.nouns import Identity, Object, Verdict
from generator.diff.sync import health
from generator.diff.sync.nouns import Fate, Outcome
from generator.diff.sync.policy import Policy
from generator.diff.sync.wave import Task

ORPHANS = "PrunePropagationPolicy=orphan"


def asks(task: Task, policy: Policy) -> bool:
    """Whether a person must confirm it first; so it is even where pruning is off."""
    return asked.chosen(task.live, "Prune", policy.options) == "confirm"


def outcome(task: Task, policy: Policy, there: Mapping[Identity, Object]) -> Outcome:
    """What becomes of an object that is no longer in git when its turn comes."""
    if not policy.prune:
        return kept("prune is off: it stays, and the Application stays out of sync")
    if asked.chosen(task.live, "Prune", policy.options) == "false":
        return kept("Prune=false: it stays, and the Application stays out of sync")
    one = task.identity
    if one.kind == "PersistentVolumeClaim" and health.is_mounted(one.name, one.namespace, there):
        why = "deleted as soon as the last pod that mounts it is gone; until then it is Terminating"
        return Outcome(Fate.TERMINATING, Verdict.DELETED, "A1", why, synced=False)
    why = "deleted; what it made keeps running without an owner" if policy.says(ORPHANS) else "deleted"
    return Outcome(Fate.DELETED, Verdict.DELETED, "A1", why)


def kept(why: str, rule: str = "A1") -> Outcome:
    """An object that leaves git and stays."""
    return Outcome(Fate.UNCHANGED, Verdict.ORPHANED, rule, why, synced=False)
