"""Objects and Applications that leave git: A1, A3 to A7, A22."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff import asked
from generator.diff.nouns import Identity, Verdict
from generator.diff.sync import generated, policy
from generator.diff.sync.notes.judged import GONE, Judged, count
from generator.diff.sync.nouns import Fate, Note

LIVE = ("Prune", "Delete")


def notes(one: Judged) -> Iterator[Note]:
    """What goes, what stays, and which choice comes too late."""
    if one.result.gone is not None:
        yield from _application(one)
    else:
        yield from _pruned(one)
        yield from _lingering(one)
    yield from _too_late(one)


def _application(one: Judged) -> Iterator[Note]:
    """The Application itself goes."""
    name, where = one.result.name, one.environment
    rule = _rule(one)
    children = [each.name for each in one.result.objects if each.kind == "Application"]
    if one.result.gone is Verdict.ORPHANED:
        left = count(len(one.result.objects))
        why = f"Application {name} is deleted without its objects: orphaned in {where}, and running on: {left}"
        yield Note(rule, why, severity="W")
    elif one.result.gone is Verdict.DELETED:
        gone = one.with_fate(*GONE)
        kept = [outcome for outcome in one.result.objects.values() if outcome.fate is Fate.UNCHANGED]
        anew = one.with_fate(Fate.RECREATED)
        rest = f", {len(kept)} left behind" if kept else ""
        again = f", {len(anew)} deleted and created anew by another" if anew else ""
        yield Note(rule, f"cascade: Application {name} and {count(len(gone))} in {where} deleted{again}{rest}")
    if children and one.result.gone is not Verdict.BLOCKED:
        yield Note("A6", f"cascade over {count(len(children), 'Application')}: {', '.join(sorted(children))}")
    if renamed := _new_name(one):
        yield Note("A7", f"Application {name} is renamed to {renamed}: the old one is deleted, a new one created")


def _rule(one: Judged) -> str:
    return "A22" if generated.owner(one.result.manifest) else "A3"


def _new_name(one: Judged) -> str:
    """The Application that comes in its place: same source, same destination."""
    spec = one.result.manifest.get("spec") or {}
    for name, other in one.head.applications.items():
        theirs = other.manifest.get("spec") or {}
        is_same = policy.sources(other.manifest) == policy.sources(one.result.manifest)
        if name not in one.base.applications and is_same and theirs.get("destination") == spec.get("destination"):
            return name
    return ""


def _pruned(one: Judged) -> Iterator[Note]:
    """Objects that leave git while their Application stays."""
    gone = [each for each, _ in one.with_fate(*GONE) if each not in one.new]
    if gone:
        yield Note("A1", f"{count(len(gone))} of {one.result.name} deleted in {one.environment}: {_some(gone)}")
    for each, outcome in one.changed():
        is_left = each not in one.new and outcome.verdict is Verdict.ORPHANED
        if is_left and outcome.rule in ("A1", "D04") and each.kind != "Application":
            yield Note("A1", f"{each} is orphaned and keeps running: {outcome.why}", each)


def _some(names: list[Identity]) -> str:
    shown = ", ".join(str(name) for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _lingering(one: Judged) -> Iterator[Note]:
    """An Application that is gone from git and goes on."""
    if one.was is not None and one.now is None and generated.owner(one.was.manifest):
        yield Note(
            "A22", f"Application {one.result.name} leaves its ApplicationSet, which may not delete it: it goes on"
        )
    elif one.was is not None and one.now is None:
        yield Note("A4", f"Application {one.result.name} leaves git and goes on: no effect until a person deletes it")


def _too_late(one: Judged) -> Iterator[Note]:
    """A choice that the cluster does not have yet."""
    if one.result.gone is None and one.was is not None and one.now is not None:
        before, after = one.before, one.after
        if before is not None and before.cascades != after.cascades:
            word = "gets" if after.cascades else "loses"
            yield Note("A5", f"Application {one.result.name} {word} its finalizer, which counts once this is synced")
    if one.result.gone is not None and _preserves(one):
        yield Note("A5", f"preserveResourcesOnDeletion comes too late for Application {one.result.name}")
    for each, _ in one.with_fate(*GONE):
        old, new = one.old.get(each), one.env.around.head.get(each)
        for key in LIVE:
            wanted = asked.value(asked.listed(new, asked.SYNC), key)
            if new is not None and wanted is not None and asked.value(asked.listed(old, asked.SYNC), key) is None:
                yield Note("A5", f"{key}={wanted} on {each} comes too late: the cluster does not have it yet", each)


def _preserves(one: Judged) -> bool:
    """Whether its set is to preserve its objects from this commit on."""
    name = generated.owner(one.result.manifest)
    sides = (one.env.around.base, one.env.around.head)
    found = [o for side in sides for each, o in side.items() if (each.kind, each.name) == ("ApplicationSet", name)]
    says = [bool(((o.get("spec") or {}).get("syncPolicy") or {}).get("preserveResourcesOnDeletion")) for o in found]
    return bool(name) and says == [False, True]
