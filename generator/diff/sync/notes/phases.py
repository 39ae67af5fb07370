"""Hooks, waves and what they wait for: A15, A16, A17, A25, A27; A14 is told by the sync itself."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff import asked
from generator.diff.nouns import Identity, Object, Verdict
from generator.diff.sync import hook
from generator.diff.sync.notes.judged import GONE, Judged
from generator.diff.sync.nouns import Fate, Note

WAITED_FOR = {"PersistentVolumeClaim": "Bound", "Ingress": "it has an address"}


def notes(one: Judged) -> Iterator[Note]:
    """What the order and the kinds of objects mean."""
    if one.result.gone is not None:
        return
    for each, outcome in one.changed():
        old, new = one.old.get(each), one.new.get(each)
        yield from _hook(each, old, new, outcome.why)
        if outcome.fate is Fate.CREATED and (until := _until(each, new)):
            yield Note("A27", f"{each} comes: {one.result.name} is Progressing until {until}", each)
        if old is not None and new is not None and outcome.verdict is Verdict.UPDATED and _only_metadata(old, new):
            yield Note("A25", f"labels or annotations of {each} change: in place, no restart", each)
        if outcome.rule == "A14" and outcome.verdict is Verdict.NO_EFFECT and not hook.is_left_out(new or old):
            yield Note("A14", f"{each}: {outcome.why}", each)
        if old is not None and new is not None and asked.wave(old) != asked.wave(new):
            yield Note("A14", f"{each} moves from wave {asked.wave(old)} to {asked.wave(new)}", each)
        if outcome.rule == "A16" and outcome.verdict is not Verdict.BLOCKED:
            yield Note("A16", f"{each}: {outcome.why}", each)
        if outcome.fate in GONE and (other := _other_kind(one, each)):
            yield Note("A17", f"{each} becomes {other}: the old one is deleted first", each)


def _hook(each: Identity, old: Object | None, new: Object | None, why: str) -> Iterator[Note]:
    """An object that becomes a hook, or a hook that becomes none."""
    if old is not None and new is not None and hook.is_hook(old) != hook.is_hook(new):
        if hook.is_hook(new):
            yield Note("A15", f"{each} becomes a hook: it is deleted and created anew at each sync", each)
        else:
            yield Note("A15", f"{each} is no longer a hook{f': {why}' if why else ''}", each)
    if old is not None and new is None and hook.is_hook(old) and not hook.is_left_out(old):
        yield Note("A15", f"hook {each} leaves git: what it made stays, and nobody looks after it", each)


def _until(each: Identity, new: Object | None) -> str:
    """What the health of a new object waits for."""
    if each.kind == "Service":
        return "it has an address" if ((new or {}).get("spec") or {}).get("type") == "LoadBalancer" else ""
    return WAITED_FOR.get(each.kind, "")


def _only_metadata(old: Object, new: Object) -> bool:
    return {**old, "metadata": None} == {**new, "metadata": None}


def _other_kind(one: Judged, each: Identity) -> str:
    """The object of another kind or group that has its name."""
    for other, outcome in one.result.objects.items():
        same = (other.namespace, other.name) == (each.namespace, each.name)
        alike = _family(other.kind) == _family(each.kind)
        if same and alike and other != each and outcome.fate is Fate.CREATED and other not in one.old:
            return f"a {other.kind} of {other.group or 'the core'}"
    return ""


def _family(kind: str) -> str:
    return "workload" if kind in ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob") else kind
