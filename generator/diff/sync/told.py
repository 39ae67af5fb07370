"""A change and what becomes of its object -> the verdict that people read, with why, and how many pods start anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diff.nouns import Change, Identity, Object, Told, Verdict
from generator.diff.sync import scaled
from generator.diff.sync.nouns import Outcome, Result

RESTARTED = (Verdict.RESTARTED, Verdict.RECREATED)


@dataclass(frozen=True)
class Known:
    """All that became of an environment."""

    results: Mapping[str, Result]
    loose: Mapping[Identity, Outcome]
    head: Mapping[Identity, Object]


def told(change: Change, known: Known) -> Told:
    """What becomes of one object of which git has something else."""
    outcome = _outcome(change, known)
    if outcome is None:
        return Told(change, Verdict.NO_EFFECT, "nothing that Argo CD holds")
    verdict, why = _verdict(change, outcome), outcome.why
    if verdict is Verdict.NO_EFFECT and not why:
        why = "the cluster stores the same"
    pods = None
    if verdict in RESTARTED and change.head is not None:
        pods = scaled.pods(change.identity, change.head, known.head)
    return Told(change, verdict, why, outcome.rule, pods)


def _verdict(change: Change, outcome: Outcome) -> Verdict:
    """The first that holds of 5.2; noise is what is told of as noise and restarts nothing."""
    is_noise = bool(change.edits) and all(edit.noise for edit in change.edits)
    if is_noise and outcome.verdict in (Verdict.UPDATED, Verdict.NO_EFFECT):
        return Verdict.NOISE
    return outcome.verdict


def _outcome(change: Change, known: Known) -> Outcome | None:
    """What became of the object, of its Application before anybody else."""
    own = known.results.get(change.application)
    if own is not None and (found := _in(change.identity, own.objects)) is not None:
        return found
    if (found := _in(change.identity, known.loose)) is not None:
        return found
    for result in known.results.values():
        if (found := _in(change.identity, result.objects)) is not None:
            return found
    return None


def _in(one: Identity, objects: Mapping[Identity, Outcome]) -> Outcome | None:
    """An object among these; one whose namespace nobody named is known by the rest."""
    if one in objects or one.namespace:
        return objects.get(one)
    return next((o for other, o in objects.items() if other._replace(namespace="") == one), None)
