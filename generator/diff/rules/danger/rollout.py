"""Rollouts that leave too few pods behind, or none."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.danger.rolling import subject_rolls
from generator.diff.rules.danger.side import sides
from generator.diff.rules.danger.words import named
from generator.kubernetes.quantity import share
from generator.kubernetes.reading import at, text

_STRATEGY = "spec.strategy"


def strategy(body: Object | None) -> str:
    """How a Deployment replaces its pods; one that was left to its default is a rolling update."""
    return text(body, "spec", "strategy", "type") or "RollingUpdate"


def steps(body: Object | None, replicas: int) -> tuple[int, int]:
    """How many pods a rolling update may add, and how many it may take away, of so many."""
    rolling = at(body, "spec", "strategy", "rollingUpdate")
    surge = share(at(rolling, "maxSurge"), replicas, up=True)
    away = share(at(rolling, "maxUnavailable"), replicas, up=False)
    surge = share("25%", replicas, up=True) if surge is None else surge
    away = share("25%", replicas, up=False) if away is None else away
    return surge or 0, away or (0 if surge else 1)


def every(pods: int) -> str:
    """All pods, in words."""
    return "its only pod" if pods == 1 else f"all {pods} pods"


def _stops(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Deployment" or not subject_rolls(subject) or strategy(subject.head) != "Recreate":
        return
    least, most = sides(subject.around).head.replicas(subject.identity)
    if most > 0:
        yield Hit(
            f"{named(subject.identity)} is `Recreate` and its pods change: {every(max(least, 1))} "
            "must go before a new one starts",
            f"{_STRATEGY}.type",
        )


def _takes_all(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "Deployment" or not subject_rolls(subject) or strategy(subject.head) == "Recreate":
        return
    replicas, _ = sides(subject.around).head.replicas(subject.identity)
    surge, away = steps(subject.head, replicas)
    if replicas > 0 and away >= replicas:
        yield Hit(
            f"{named(subject.identity)} may lose {every(replicas)} at once while its pods change: "
            f"`maxUnavailable` is {away} of {replicas}, `maxSurge` {surge}",
            f"{_STRATEGY}.rollingUpdate",
        )


def _is_alone(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "StatefulSet" or not subject_rolls(subject):
        return
    by_hand = text(subject.head, "spec", "updateStrategy", "type") == "OnDelete"
    if not by_hand and sides(subject.around).head.replicas(subject.identity) == (1, 1):
        yield Hit(
            f"{named(subject.identity)} has one pod, and that stops before the new one starts: "
            "who calls it waits or fails meanwhile",
            "spec.template",
        )


RULES = (
    Rule(
        "O04",
        "O",
        "all pods stop before new ones start",
        "use `RollingUpdate` with two or more replicas, or merge when an outage does no harm",
        _stops,
        proved=True,
    ),
    Rule(
        "O04b",
        "W",
        "the rollout may take all pods away at once",
        "lower `maxUnavailable`, or allow one pod more by `maxSurge: 1`",
        _takes_all,
        proved=True,
    ),
    Rule(
        "O04c",
        "W",
        "the only pod of a StatefulSet is replaced, and nothing answers meanwhile",
        "merge when an outage of a minute or so does no harm",
        _is_alone,
    ),
)
