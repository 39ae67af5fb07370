"""What becomes of each Application alone -> what becomes of objects that two of them, or a namespace, share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.diff.cluster.scope import ARGO
from generator.diff.nouns import Identity, Verdict
from generator.diff.sync.health import MISSING, PROGRESSING, worst
from generator.diff.sync.nouns import Fate, Note, Outcome, Result
from generator.diff.sync.policy import policy

Results = Mapping[str, Result]
GONE = (Fate.DELETED, Fate.TERMINATING)
COMES = (Fate.CREATED, Fate.CHANGED, Fate.UNCHANGED, Fate.RECREATED)


def amended(results: Results, owners: Mapping[Identity, str]) -> dict[str, Result]:
    """The same results, after those that others have on them."""
    return _held(_emptied(_contested(_moved(results), owners)))


def _moved(results: Results) -> dict[str, Result]:
    """Objects that one Application gives up and another has at head."""
    found: dict[Identity, list[str]] = {}
    for name, result in results.items():
        for one in result.objects:
            found.setdefault(one, []).append(name)
    changed = {name: dict(result.objects) for name, result in results.items()}
    for one, names in found.items():
        givers = [name for name in names if _gives(results[name], one)]
        takers = [name for name in names if name not in givers and results[name].objects[one].fate in COMES]
        if len(givers) == 1 and takers:
            outcome = _between(one, results[givers[0]], results[takers[0]])
            for name in (givers[0], takers[0]):
                changed[name][one] = outcome
    return {name: replace(result, objects=changed[name]) for name, result in results.items()}


def _gives(result: Result, one: Identity) -> bool:
    outcome = result.objects[one]
    return outcome.fate in GONE or outcome.verdict is Verdict.ORPHANED


def _between(one: Identity, giver: Result, taker: Result) -> Outcome:
    """What becomes of an object that changes hands."""
    given, taken = giver.objects[one], taker.objects[one]
    if given.verdict is Verdict.ORPHANED:
        why = f"stays, and Application {taker.name} takes it over from {giver.name}"
        return (
            taken if taken.verdict is Verdict.BLOCKED else replace(taken, rule=taken.rule or "A7", why=taken.why or why)
        )
    if giver.gone is not None:
        why = f"deleted with Application {giver.name}, created anew by {taker.name}"
        return Outcome(Fate.RECREATED, Verdict.RECREATED, "A7", why, taken.restart)
    if policy(taker.manifest).heals:
        why = f"Application {giver.name} deletes it, {taker.name} creates it anew"
        return Outcome(Fate.RECREATED, Verdict.RECREATED, "A16", why, taken.restart)
    why = f"Application {giver.name} deletes it; {taker.name} may not create it before its next sync"
    return Outcome(Fate.DELETED, Verdict.DELETED, "A16", why, synced=False)


def _contested(results: Results, owners: Mapping[Identity, str]) -> dict[str, Result]:
    """Objects that two Applications have at head: one of them gets the last word, and the other stays out of sync."""
    changed = dict(results)
    for name, result in results.items():
        for one, outcome in result.objects.items():
            owner = _owner(one, outcome, name, results, owners)
            if owner and result.syncs:
                loser, winner = (owner, name) if _keeps(result, results[owner]) else (name, owner)
                note = Note("A16", f"{one} is part of Application {winner} too, which has the last word", one)
                behind = changed[loser]
                changed[loser] = replace(behind, sync="OutOfSync", notes=(*behind.notes, note))
    return changed


def _owner(one: Identity, outcome: Outcome, name: str, results: Results, owners: Mapping[Identity, str]) -> str:
    """Another Application that had an object and still has it."""
    owner = owners.get(one)
    if owner is None or owner == name or owner not in results or outcome.fate not in COMES:
        return ""
    other = results[owner]
    return owner if other.gone is None and one in other.objects and not _gives(other, one) else ""


def _keeps(taker: Result, owner: Result) -> bool:
    """Whether the one that comes last keeps an object: the owner does not take it back, or not as often."""
    before, after = policy(owner.manifest), policy(taker.manifest)
    return not before.automated or (after.heals and not before.heals)


def _held(results: Results) -> dict[str, Result]:
    """Applications whose deletion waits: those that made them see them go, and not gone."""
    held = {name for name, result in results.items() if result.gone is Verdict.BLOCKED}
    return {name: _waiting(result, held) if held else result for name, result in results.items()}


def _waiting(result: Result, held: set[str]) -> Result:
    going = [one for one in result.objects if is_held(one, held) and result.objects[one].fate is Fate.DELETED]
    if not going:
        return result
    objects = {one: replace(result.objects[one], fate=Fate.TERMINATING, synced=False) for one in going}
    found = replace(result, objects={**result.objects, **objects})
    if result.gone is not None:
        return found
    return replace(found, sync="OutOfSync", health=worst([result.health, PROGRESSING]))


def is_held(one: Identity, held: set[str]) -> bool:
    """Whether an object is one of these Applications."""
    return (one.group, one.kind) == (ARGO, "Application") and one.name in held


def _emptied(results: Results) -> dict[str, Result]:
    """A namespace that is deleted takes along all that is in it, of whomever."""
    gone = {
        one.name
        for result in results.values()
        for one, outcome in result.objects.items()
        if (one.group, one.kind) == ("", "Namespace") and outcome.fate in GONE
    }
    return {name: _without(result, gone) if gone else result for name, result in results.items()}


def _without(result: Result, gone: set[str]) -> Result:
    """One Application where these namespaces go."""
    lost = [one for one, o in result.objects.items() if one.namespace in gone and o.fate not in (*GONE, Fate.ABSENT)]
    if not lost:
        return result
    why = "deleted with its namespace"
    objects = {one: Outcome(Fate.DELETED, Verdict.DELETED, "D01", why, synced=False) for one in lost}
    left = [o for one, o in result.objects.items() if one not in lost and o.fate not in (*GONE, Fate.ABSENT)]
    note = Note("A1", f"{len(lost)} of its objects are deleted with namespace {', '.join(sorted(gone))}")
    return replace(
        result,
        sync="OutOfSync" if result.gone is None else result.sync,
        health=result.health if left else MISSING,
        objects={**result.objects, **objects},
        notes=(*result.notes, note),
    )
