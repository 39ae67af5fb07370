"""Objects and Applications that leave git: A1, A3 to A7, A22."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Identity, Verdict
from generator.diff.sync import generated, options, policy
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
        yield Note(rule, f"Application {name} is deleted; {left} in {where} keep running, and nobody looks after them")
    elif one.result.gone is Verdict.DELETED:
        gone = one.with_fate(*GONE)
        kept = [outcome for outcome in one.result.objects.values() if outcome.fate is Fate.UNCHANGED]
        rest = f", {count(len(kept))} stay" if kept else ""
        yield Note(rule, f"cascade: Application {name} is deleted, and {count(len(gone))} in {where} with it{rest}")
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
        if each not in one.new and outcome.verdict is Verdict.ORPHANED and outcome.rule in ("A1", "D04"):
            yield Note("A1", f"{each} is orphaned and keeps running: {outcome.why}", each)


def _some(names: list[Identity]) -> str:
    shown = ", ".join(str(name) for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _lingering(one: Judged) -> Iterator[Note]:
    """An Application that is gone from git and goes on."""
    if one.was is not None and one.now is None:
        yield Note("A4", f"Application {one.result.name} leaves git and goes on: no effect until a person deletes it")


def _too_late(one: Judged) -> Iterator[Note]:
    """A choice that the cluster does not have yet."""
    if one.result.gone is None and one.was is not None and one.now is not None:
        before, after = one.before, one.after
        if before is not None and before.cascades != after.cascades:
            word = "gets" if after.cascades else "loses"
            yield Note("A5", f"Application {one.result.name} {word} its finalizer, which counts once this is synced")
    for each, _ in one.with_fate(*GONE):
        old, new = one.old.get(each), one.env.around.head.get(each)
        for key in LIVE:
            wanted = options.value(options.listed(new, options.SYNC), key)
            if new is not None and wanted is not None and options.value(options.listed(old, options.SYNC), key) is None:
                yield Note("A5", f"{key}={wanted} on {each} comes too late: the cluster does not have it yet", each)
