"""Tasks in order -> what one sync does: step by step, until a step fails, waits or asks.

A step is one phase and wave. It prunes, then deletes the hooks that it runs anew, then applies, all that it can; a
refusal ends the sync after it. Where there are more steps, or hooks, each waits until what it applied is healthy
(argo-cd gitops-engine/pkg/sync/sync_context.go Sync, runTasks).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.diff.nouns import Identity, Object, Verdict
from generator.diff.sync import hook
from generator.diff.sync.health import DEGRADED, HEALTHY
from generator.diff.sync.nouns import Fate, Outcome
from generator.diff.sync.wave import Task

CONFIRMED, REFUSED = "waits until a person confirms the deletion of", "stops after the wave of"
SUCCEEDED, FAILED, RUNNING = "Succeeded", "Failed", "Running"
GONE = (Fate.DELETED, Fate.ABSENT)


@dataclass(frozen=True)
class Hands:
    """What a sync does with one task, and what it sees of the cluster."""

    apply: Callable[[Task], Outcome]
    prune: Callable[[Task], Outcome]
    asks: Callable[[Task], bool]
    """whether a person must confirm that it goes"""
    health: Callable[[Object, Mapping[Identity, Object], frozenset[Identity]], str]


@dataclass
class Run:
    """What a sync did so far."""

    there: dict[Identity, Object]
    outcomes: dict[Identity, Outcome] = field(default_factory=dict)
    phase: str = SUCCEEDED
    stop: str = ""
    """why it went no further"""
    culprit: Identity | None = None
    ran: list[tuple[Identity, str]] = field(default_factory=list)
    """the hooks that it started, and the phase of each"""

    def end(self, phase: str, stop: str, culprit: Identity) -> bool:
        """Go no further; the first reason counts."""
        if not self.stop:
            self.phase, self.stop, self.culprit = phase, stop, culprit
        return False


def run(tasks: Sequence[Task], there: Mapping[Identity, Object], hands: Hands) -> Run:
    """One sync of an Application."""
    state = Run(dict(there))
    usual = [task for task in tasks if task.phase != hook.PHASES["SyncFail"]]
    steps = [list(group) for _, group in groupby(usual, lambda task: task.place)]
    for number, step in enumerate(steps):
        later = {task.identity for one in steps[number:] for task in one if task.target is not None}
        if not _step(state, step, frozenset(later), hands, many=len(steps) > 1, final=number == len(steps) - 1):
            break
    if state.phase == FAILED:
        for task in tasks:
            if task.phase == hook.PHASES["SyncFail"]:
                _apply(state, task, hands)
    if state.phase != RUNNING:
        _finish(state, tasks)
    return state


def _step(
    state: Run, step: Sequence[Task], later: frozenset[Identity], hands: Hands, *, many: bool, final: bool
) -> bool:
    """One phase and wave; whether the next may begin."""
    prunes = [task for task in step if task.is_prune]
    for task in prunes:
        if hands.asks(task):
            return state.end(RUNNING, CONFIRMED, task.identity)
    for task in prunes:
        _note(state, task, hands.prune(task))
    refused = [task for task in step if not task.is_prune and not _apply(state, task, hands)]
    hooks = [task for task in step if task.is_hook and task not in refused]
    if refused:
        return state.end(FAILED, REFUSED, refused[0].identity)
    waiting = [task for task in step if task.target is not None and (task.is_hook or (many and not final))]
    if many and final and hooks:
        waiting = [task for task in step if task.target is not None]
    left = later - set(state.there)
    if not _wait(state, waiting, left, hands):
        return False
    ending = [task for task in prunes if state.outcomes[task.identity].fate is Fate.TERMINATING]
    if ending and not (final and not hooks):
        return state.end(RUNNING, "waits for the deletion of", ending[0].identity)
    return True


def _apply(state: Run, task: Task, hands: Hands) -> bool:
    """Apply one; whether it was taken."""
    outcome = _of_hook(state, task, hands) if task.is_hook else hands.apply(task)
    _note(state, task, outcome)
    return outcome.verdict is not Verdict.BLOCKED


def _of_hook(state: Run, task: Task, hands: Hands) -> Outcome:
    """A hook is deleted and created anew, unless it keeps what is there."""
    state.ran.append((task.identity, hook.name_of(task.phase)))
    anew = task.live is not None and "BeforeHookCreation" in hook.policies(task.target)
    if task.live is not None and not anew:
        return hands.apply(task)
    outcome = hands.apply(Task(task.identity, task.phase, task.wave, task.target, None))
    if not anew or outcome.verdict is Verdict.BLOCKED:
        return outcome
    return Outcome(Fate.RECREATED, Verdict.RECREATED, "A14", "a hook: deleted and created anew at every sync")


def _wait(state: Run, waiting: Sequence[Task], left: frozenset[Identity], hands: Hands) -> bool:
    """Wait until all of these are healthy; whether they ever are. A failure counts once nothing runs any more."""
    found = [(task, hands.health(task.target or {}, state.there, left)) for task in waiting]
    for task, health in found:
        if health not in (HEALTHY, DEGRADED):
            return state.end(
                RUNNING, "waits for the end of hook" if task.is_hook else "waits for the health of", task.identity
            )
    for task, health in found:
        if health == DEGRADED:
            return state.end(FAILED, "fails with", task.identity)
    return True


def _finish(state: Run, tasks: Sequence[Task]) -> None:
    """Once a sync is over, the hooks that ran go where they say so, whatever became of each."""
    policy = "HookSucceeded" if state.phase == SUCCEEDED else "HookFailed"
    ran = {one for one, _ in state.ran} & set(state.there)
    for task in tasks:
        if task.is_hook and task.identity in ran and policy in hook.policies(task.target):
            gone = Fate.DELETED if task.live is not None else Fate.ABSENT
            state.outcomes[task.identity] = Outcome(gone, Verdict.CREATED, "A14", "runs, then is deleted")
            state.there.pop(task.identity, None)


def _note(state: Run, task: Task, outcome: Outcome) -> None:
    """Write down what became of one object."""
    known = state.outcomes.get(task.identity)
    if known is not None and task.is_prune and known.fate in (Fate.CREATED, Fate.RECREATED):
        return  # it is a hook now, and no object of before
    if known is not None and known.fate is Fate.DELETED and outcome.fate is Fate.CREATED:
        outcome = Outcome(Fate.RECREATED, Verdict.RECREATED, outcome.rule, outcome.why)
    state.outcomes[task.identity] = outcome
    if outcome.fate in GONE:
        state.there.pop(task.identity, None)
    elif task.target is not None and outcome.verdict is not Verdict.BLOCKED:
        state.there[task.identity] = task.target
