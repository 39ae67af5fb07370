"""How objects are written: A13, A18, A19, A20, A23, D06."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff import asked
from generator.diff.nouns import Identity, Verdict, Way
from generator.diff.sync import ignored, writing
from generator.diff.sync.notes.judged import Judged
from generator.diff.sync.nouns import Fate, Note, Outcome


def notes(one: Judged) -> Iterator[Note]:
    """What the way to apply does to objects."""
    if one.result.gone is not None or one.now is None:
        return
    yield from _application(one)
    for each, outcome in sorted(one.result.objects.items()):
        if outcome.rule in ("A19", "A20", "I12") and outcome.verdict is not Verdict.BLOCKED:
            yield Note("A19" if outcome.rule == "I12" else outcome.rule, f"{each}: {outcome.why}", each)
    for each, outcome in one.changed():
        if each in one.new and each in one.old:
            yield from _left_out(one, each, outcome)
            yield from _replaced(one, each, outcome)


def _application(one: Judged) -> Iterator[Note]:
    before, after, name = one.before, one.after, one.result.name
    if before is not None and before.says("ServerSideApply=true") != after.says("ServerSideApply=true"):
        way = "on" if after.says("ServerSideApply=true") else "off"
        yield Note("A20", f"{name} switches server-side apply {way}: ownership of fields changes")
    if after.says("Force=true") and (before is None or not before.says("Force=true")):
        yield Note("D06", f"Force=true in the syncOptions of {name} does nothing: it is read from objects alone")
    if after.says("Replace=true") and (before is None or not before.says("Replace=true")):
        yield Note("D06", f"Replace=true in the syncOptions of {name}: every object of it is replaced as a whole")
    if one.env.relabelled:
        yield Note("A23", f"every object of {name} gets another mark: sync all before anything is deleted")


def _left_out(one: Judged, each: Identity, outcome: Outcome) -> Iterator[Note]:
    """Fields that the comparison leaves out."""
    left_out = ignored.paths(one.result.manifest, one.new[each])
    if not left_out or ignored.respecting(one.new[each], one.old[each], left_out) == one.new[each]:
        return
    if one.after.says(ignored.RESPECTED):
        yield Note("A13", f"a change of {each} has no effect: ignoreDifferences leaves it to others", each)
    elif outcome.fate is Fate.UNCHANGED:
        yield Note("A13", f"a change of {each} has no effect until something else of {one.result.name} syncs", each)
    else:
        yield Note("A13", f"a change of {each} is applied only because something else syncs with it", each)


def _replaced(one: Judged, each: Identity, outcome: Outcome) -> Iterator[Note]:
    way = writing.way(one.after, one.new[each], one.old[each])
    own = asked.has(one.new[each], "Replace=true") or asked.has(one.old[each], "Replace=true")
    if way is Way.REPLACE and own and outcome.fate is Fate.CHANGED:
        yield Note("A18", f"{each} is replaced as a whole: what others wrote into it is lost", each)
