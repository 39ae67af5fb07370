"""Both sides of an environment -> what Argo CD will do with the commit, with each object and Application, and why.

All of it follows from git: the policy that each Application has, how it writes each object, the order of a sync and
what stops it, what goes with what. What of that is read from which side stands in `policy`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from generator.diff.nouns import Change, Cluster, Finding, Object, State, Subject, Told, Verdict
from generator.diff.same import is_same
from generator.diff.sync import dependents
from generator.diff.sync.amended import amended, is_held
from generator.diff.sync.behaviours import BEHAVIOURS, BY_ID, Behaviour
from generator.diff.sync.environment import Play
from generator.diff.sync.notes import notes
from generator.diff.sync.notes.judged import Judged, count
from generator.diff.sync.nouns import Fate, Judges, Note, Result
from generator.diff.sync.told import Known, told
from generator.diff.sync.world import World

__all__ = ["BEHAVIOURS", "Behaviour", "World", "foretold"]

HELD = (Verdict.BLOCKED, Verdict.NO_EFFECT, Verdict.ORPHANED)
SEVERITIES = "XDOSWI"
HEALTHY = World()


def whole(item: Object) -> Object:
    """An object with all its fields."""
    return item


def foretold(
    base: Cluster,
    head: Cluster,
    *,
    changes: Iterable[Change],
    refused: Callable[[Subject], tuple[str, str] | None],
    changed: Callable[[Subject], bool],
    restarts: Callable[[Subject], bool],
    kept: Callable[[Object], Object] = whole,
    world: World = HEALTHY,
) -> tuple[tuple[Told, ...], tuple[State, ...], tuple[Finding, ...]]:
    """What becomes of each object that differs, of each Application, and what Argo CD does that one should know.

    `refused` is the rule and the message by which the API server refuses an object, `changed` whether it stores
    anything else then, `restarts` whether its pods are of another template, `kept` an object without the fields that
    it leaves out without a word; `world` is what is assumed of the cluster.
    """
    if is_same(_said(base), _said(head)):
        return (), (), ()
    play = played(base, head, Judges(refused, changed, restarts, world, kept))
    known = Known(play.results, play.loose, play.env.around.head)
    judged = [_judged(play, result) for result in play.results.values()]
    met = [(one, notes(one)) for one in judged]
    states = tuple(_state(one, found) for one, found in met)
    findings = tuple(_finding(one, note) for one, found in met for note in found if note.rule in BY_ID)
    mine = [change for change in changes if change.environment == head.environment]
    return tuple(told(change, known) for change in mine), states, findings


def _said(cluster: Cluster) -> tuple[Any, ...]:
    """What an environment says, down to plain values."""
    found = {name: (one.manifest, one.objects, one.failure, one.unseen) for name, one in cluster.applications.items()}
    return cluster.by_hand, found


def played(base: Cluster, head: Cluster, judges: Judges) -> Play:
    """The walk down the tree, with what Applications have on each other."""
    play = Play(base, head, judges)
    play.run()
    play.results = amended(play.results, play.env.owners)
    held = {name for name, result in play.results.items() if result.gone is Verdict.BLOCKED}
    for one, outcome in play.loose.items():
        if is_held(one, held):
            play.loose[one] = replace(outcome, fate=Fate.TERMINATING, synced=False)
    play.loose |= dependents.outcomes(play.results, play.env.around.base, play.env.around.head, judges.world)
    return play


def _judged(play: Play, result: Result) -> Judged:
    was = play.base.applications.get(result.name)
    return Judged(result, was, play.head.applications.get(result.name), play.base, play.head, play.env)


def _state(one: Judged, found: tuple[Note, ...]) -> State:
    """The whole Application, the worst first."""
    ordered = sorted(found, key=lambda note: SEVERITIES.index(_behaviour(note).severity))
    left = sum(1 for _, outcome in one.changed() if outcome.verdict in HELD) if one.result.gone is None else 0
    held = () if one.result.syncs or not left else (f"not applied in {one.environment}: {count(left, 'change')}",)
    whole = [note for note in ordered if note.identity is None or note.rule not in ("A25", "A27")]
    return State(
        environment=one.environment,
        application=one.result.name,
        said=tuple(dict.fromkeys((*(note.message for note in whole), *held))),
        rules=tuple(dict.fromkeys(note.rule for note in ordered)),
        syncs=one.result.syncs,
    )


def _behaviour(note: Note) -> Behaviour:
    """The behaviour behind a note; a rule of another part that stops a sync is severe."""
    known = BY_ID.get(note.rule, Behaviour(note.rule, "X", "", ""))
    return Behaviour(known.id, note.severity or known.severity, known.title, known.remedy, known.proved)


def _finding(one: Judged, note: Note) -> Finding:
    behaviour = _behaviour(note)
    return Finding(
        rule=note.rule,
        severity=behaviour.severity,
        environment=one.environment,
        application=one.result.name,
        identity=note.identity,
        message=note.message,
        path=note.path,
        remedy=behaviour.remedy,
        proved=behaviour.proved,
    )
