"""The number of replicas, and who says it: git or an autoscaler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diff.nouns import Hit, Rule, Subject, Way
from generator.diff.rules.danger.policy import is_left_alone
from generator.diff.rules.danger.side import bounds, scaled, sides
from generator.diff.rules.danger.words import named, shown, went
from generator.diff.rules.pods import SCALED
from generator.kubernetes.reading import whole

_PATH = "spec.replicas"
_POINTER = ".spec.replicas"
SCALERS = frozenset({"HorizontalPodAutoscaler", "ScaledObject"})


def _none(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind not in SCALED or subject.base is None or whole(subject.head, "spec", "replicas") != 0:
        return
    before = whole(subject.base, "spec", "replicas")
    if before != 0 and not is_left_alone(subject, _POINTER):
        old = before if before is not None else max(1, sides(subject.around).base.replicas(subject.identity)[0])
        yield Hit(f"{named(subject.identity)} keeps no pod: {went(_PATH, old, 0)}", _PATH)


def _two_masters(subject: Subject) -> Iterator[Hit]:
    """Told of the workload that is written anew, or of the autoscaler where that alone changes."""
    if subject.identity.kind in SCALED and subject.head is not None:
        yield from _reset(subject)
    elif subject.identity.kind in SCALERS and subject.head is not None:
        both, target = sides(subject.around), scaled(subject.identity, subject.head)
        is_new = subject.base is None or scaled(subject.identity, subject.base) != target
        if is_new and not both.changed(target) and not both.base.scalers.get(target):
            workload = both.head.objects.get(target)
            yield from _reset(replace(subject, identity=target, base=workload, head=workload))


def _reset(workload: Subject) -> Iterator[Hit]:
    scalers = sides(workload.around).head.scalers.get(workload.identity, ())
    written = whole(workload.head, "spec", "replicas")
    if written is None or written == 0 or not scalers or is_left_alone(workload, _POINTER):
        return
    yield Hit(
        f"{named(workload.identity)} says {shown(f'replicas: {written}')} in git and {named(scalers[0][0])} says "
        f"another number: each sync sets it to {written}, the autoscaler sets it back, and Argo CD never is in sync",
        _PATH,
    )


def _handed_over(subject: Subject) -> Iterator[Hit]:
    """The field goes out of git: its only owner drops it, and one pod is left until an autoscaler looks."""
    if subject.identity.kind not in SCALED or subject.base is None or subject.head is None:
        return
    before = whole(subject.base, "spec", "replicas")
    if before is None or before < 2 or whole(subject.head, "spec", "replicas") is not None:
        return
    both = sides(subject.around)
    is_theirs = subject.way is Way.SERVER and subject.was in (None, Way.SERVER)
    if is_left_alone(subject, _POINTER) or (is_theirs and both.base.scalers.get(subject.identity)):
        return
    scalers = both.head.scalers.get(subject.identity, ())
    then = f", until {named(scalers[0][0])} makes it {bounds(*scalers[0])[0]}" if scalers else ""
    yield Hit(f"{named(subject.identity)} falls to 1 pod{then}: `spec.replicas` {before} → not in git", _PATH)


RULES = (
    Rule(
        "O05",
        "O",
        "no pod is left",
        "if that is meant, say so in the pull request; else put the number back",
        _none,
        proved=True,
    ),
    Rule(
        "O06",
        "O",
        "git and an autoscaler both set the number of replicas, and each sync throws pods away",
        "take `replicas` out of git, with `ignoreDifferences` for `/spec/replicas` and the sync option "
        "`RespectIgnoreDifferences=true` in the Application",
        _two_masters,
        proved=True,
    ),
    Rule(
        "O07",
        "O",
        "`replicas` leaves git, and the workload falls to one pod",
        "in the same commit add `ignoreDifferences` for `/spec/replicas` and the sync option "
        "`RespectIgnoreDifferences=true`",
        _handed_over,
        proved=True,
    ),
)
