"""What was observed of each case is what is foretold; what git cannot tell stands in a list, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from generator.diff import settled
from generator.diff.nouns import Identity, Verdict
from generator.diff.sync import played
from generator.diff.sync.environment import Play
from generator.diff.sync.nouns import Fate, Judges, Outcome
from tests.diff.truth import commits
from tests.diff.truth.commits import Case, Sides
from tests.diff.truth.objects import REFUSALS

HANDS = "somebody edits the cluster by hand, of which git knows nothing"
METRICS = "where the cases ran, no metrics reach an autoscaler: after a while it is Degraded"
EARLY = "it was read before Argo CD looked at the Application again"
RACE = "two Applications are at it at once: which comes first is chance"
UNKNOWABLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "I02-argocd-failed-and-self-heal": (HANDS, ("ConfigMap/one fate",)),
    "A12-no-self-heal": (HANDS, ("ConfigMap/one fate",)),
    "A12-self-heal": (HANDS, ("ConfigMap/one fate",)),
    "A26-deny-window-self-heal": (HANDS, ("ConfigMap/one fate", "NAMESPACE sync")),
    "O06-hpa-and-replicas-in-git": (METRICS, ("NAMESPACE health",)),
    "O06-hpa-ignored-and-respected": (METRICS, ("NAMESPACE health",)),
    "O06-hpa-no-replicas-in-git": (METRICS, ("NAMESPACE health",)),
    "A17-version-of-the-same-group": (METRICS, ("NAMESPACE health",)),
    "A14-helm-hook-beside-an-argo-hook": (EARLY, ("NAMESPACE sync",)),
    "A16-claimed-by-both": (RACE, ("NAMESPACE-b health",)),
    "A16-moved": (RACE, ("NAMESPACE-b sync",)),
}
"""case -> why, and what of it is told otherwise than it was observed."""
CASES = commits.cases()


def differences(case: Case) -> list[str]:
    """What is foretold otherwise than it was observed."""
    sides = commits.sides(case)
    judges = Judges(REFUSALS.first, settled.changes, settled.restarts, sides.world, REFUSALS.kept)
    play = played(sides.base, sides.head, judges)
    found = [*_objects(sides, play), *_applications(sides, play)]
    return [one.replace(sides.namespace, "NAMESPACE") for one in found]


def _objects(sides: Sides, play: Play) -> Iterator[str]:
    """Objects of which the fate, or a restart, is another."""
    for name, seen in sides.observed["objects"].items():
        one = sides.named(name)
        outcome = _outcome(one, play)
        if outcome.fate.value != seen["fate"] and not _is_operated_on(one, sides, play):
            yield f"{name} fate"
        if "restart" in seen and outcome.restart != seen["restart"]:
            yield f"{name} restart"


def _outcome(one: Identity, play: Play) -> Outcome:
    """What becomes of an object; of several answers that in which anything happens to it."""
    found = [result.objects[one] for result in play.results.values() if one in result.objects]
    found += [play.loose[one]] if one in play.loose else []
    there = Fate.UNCHANGED if one in play.env.around.base else Fate.ABSENT
    happens = [outcome for outcome in found if outcome.fate is not Fate.UNCHANGED]
    return (happens or found or [Outcome(there, Verdict.NO_EFFECT)])[0]


def _is_operated_on(one: Identity, sides: Sides, play: Play) -> bool:
    """Whether an Application only seems to change: an operation that still runs is part of it."""
    running = sides.observed.get("applications", {}).get(one.name, {}).get("phase") == "Running"
    return one.kind == "Application" and running and play.results[one.name].phase == "Running"


def _applications(sides: Sides, play: Play) -> Iterator[str]:
    """Applications of which the status is another."""
    for name, seen in sides.observed.get("applications", {}).items():
        if name not in play.results:
            yield f"{name} is missing"
            continue
        result = play.results[name]
        before = sides.observed["base"].get(name, "  ").split(" ")[-1]
        for key, said in (("sync", result.sync), ("health", result.health), ("phase", result.phase or before)):
            if said != seen.get(key):
                yield f"{name} {key}"


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_it_becomes_of_a_commit_what_was_observed(case: Case) -> None:
    _, apart = UNKNOWABLE.get(case["id"], ("", ()))

    assert sorted(differences(case)) == sorted(apart)


def test_every_case_that_git_cannot_tell_is_one() -> None:
    assert set(UNKNOWABLE) <= {case["id"] for case in CASES}
