"""PodDisruptionBudgets that let no pod go: nodes cannot be drained."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.links import Link, newly
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import count, listed, named, shown
from generator.diff.rules.pods import LASTING, SCALED
from generator.kubernetes.quantity import share
from generator.kubernetes.reading import at, mapping
from generator.kubernetes.selector import written

_KIND = "PodDisruptionBudget"


def _field(body: Object) -> tuple[str, object]:
    for key in ("maxUnavailable", "minAvailable"):
        if (value := at(body, "spec", key)) is not None:
            return key, value
    return "minAvailable", 1


def _spare(body: Object, pods: int) -> int:
    """How many of so many pods may go at once."""
    key, value = _field(body)
    number = share(value, pods, up=True)
    if number is None:
        return pods
    return number if key == "maxUnavailable" else pods - number


def _kept(side: Side, identity: Identity, body: Object) -> list[Identity]:
    """The workloads of which the budget lets no pod go."""
    chosen = side.chosen(identity.namespace, mapping(body, "spec", "selector"))
    workloads = [owner for owner, _ in chosen if owner.kind in SCALED]
    pods = sum(side.replicas(owner)[0] for owner in workloads)
    return workloads if pods and _spare(body, pods) <= 0 else []


def _holds_all(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.head is None:
        return
    both = sides(subject.around)
    kept = _kept(both.head, subject.identity, subject.head)
    if not kept or (subject.base is not None and _kept(both.base, subject.identity, subject.base)):
        return
    key, value = _field(subject.head)
    pods = sum(both.head.replicas(owner)[0] for owner in kept)
    yield Hit(
        f"{named(subject.identity)} lets no pod of {listed(kept)} go: {shown(f'{key}: {value}')} of "
        f"{count(pods, 'pod')}; a node that holds one cannot be drained or replaced",
        f"spec.{key}",
    )


def _falls_below(subject: Subject) -> Iterator[Hit]:
    """The budget is what it was, and the workload has fewer pods."""
    if subject.identity.kind not in SCALED or subject.base is None or subject.head is None:
        return
    both = sides(subject.around)
    before, after = both.base.replicas(subject.identity)[0], both.head.replicas(subject.identity)[0]
    for identity, body in both.head.of(_KIND, subject.identity.namespace) if 0 < after < before else ():
        old = both.base.objects.get(identity)
        if subject.identity in _kept(both.head, identity, body) and old and not _kept(both.base, identity, old):
            key, value = _field(body)
            yield Hit(
                f"{named(subject.identity)} has {count(after, 'pod')}, {before} before, and {named(identity)} says "
                f"{shown(f'{key}: {value}')}: none may go, and a node that holds one cannot be drained or replaced",
                "spec.replicas",
            )


def _two(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.head is None:
        return
    both, namespace = sides(subject.around), subject.identity.namespace
    selector = mapping(subject.head, "spec", "selector")
    if subject.base is not None and mapping(subject.base, "spec", "selector") == selector:
        return
    own = {owner for owner, _ in both.head.chosen(namespace, selector) if owner.kind in LASTING}
    for identity, body in both.head.of(_KIND, namespace):
        chosen = both.head.chosen(namespace, mapping(body, "spec", "selector"))
        shared = [owner for owner, _ in chosen if owner in own]
        if shared and identity != subject.identity:
            yield Hit(
                f"{named(subject.identity)} and {named(identity)} both choose the pods of {listed(shared)}: "
                "no such pod can be evicted, and no node drained",
                "spec.selector",
            )


def _of_none(side: Side) -> Iterator[Link]:
    for identity, body in side.of(_KIND):
        selector = mapping(body, "spec", "selector")
        behind = tuple(owner for owner, _ in side.chosen(identity.namespace, selector))
        says = f"{named(identity)} chooses {shown(written(selector))}, and no pod has these labels: it protects nothing"
        yield Link(identity, "pods", behind, says, "spec.selector")


RULES = (
    Rule(
        "O05b",
        "O",
        "a workload has no more pods than its disruption budget wants, so nodes cannot be drained",
        "lower the budget with it: `maxUnavailable: 1`",
        _falls_below,
        proved=True,
    ),
    Rule(
        "O09",
        "W",
        "a disruption budget lets no pod go, so nodes cannot be drained",
        "write `maxUnavailable: 1`",
        _holds_all,
        proved=True,
    ),
    Rule(
        "O09b",
        "W",
        "two disruption budgets choose the same pods, and then none of them can be evicted",
        "keep one of the two",
        _two,
        proved=True,
    ),
    Rule(
        "O09c",
        "W",
        "a disruption budget chooses no pod any more",
        "give it the labels that the pods have now",
        newly("O09c", _of_none),
    ),
)
