"""ResourceQuotas and LimitRanges that refuse the pods of workloads in git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.rolling import rolls
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import listed, named, shown
from generator.diff.rules.pods import LASTING, SCALED, Pod, pod_of
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import at, items, mapping, sequence, text

_ASKED = {
    "cpu": ("requests", "cpu"),
    "memory": ("requests", "memory"),
    "requests.cpu": ("requests", "cpu"),
    "requests.memory": ("requests", "memory"),
    "limits.cpu": ("limits", "cpu"),
    "limits.memory": ("limits", "memory"),
}
"""The keys of a quota that count what containers ask for."""


def _defaults(side: Side, namespace: str) -> Mapping[tuple[str, str], object]:
    """What a LimitRange gives to containers that say nothing."""
    found: dict[tuple[str, str], object] = {}
    limits = [limit for _, body in side.of("LimitRange", namespace) for limit in items(body, "spec", "limits")]
    for limit in (limit for limit in limits if text(limit, "type") == "Container"):
        for field, kind in (("default", "limits"), ("defaultRequest", "requests"), ("default", "requests")):
            for name, value in mapping(limit, field).items():
                found.setdefault((kind, name), value)
    return found


def _asks(side: Side, namespace: str, made: Pod, kind: str, name: str) -> Fraction | None:
    """What a pod asks for; None where one of its containers says nothing."""
    default, total = _defaults(side, namespace), Fraction(0)
    for container in made.containers:
        asked = at(container.body, "resources", kind, name)
        asked = at(container.body, "resources", "limits", name) if asked is None and kind == "requests" else asked
        value = quantity(default.get((kind, name)) if asked is None else asked)
        if value is None and not container.starts:
            return None
        total += Fraction(0) if container.starts or value is None else value
    return total


def _used(side: Side, namespace: str, key: str) -> Fraction | None:
    """What all workloads of a namespace use of a key at their least; None where the key counts something else."""
    total = Fraction(0)
    for owner, made in side.pods.get(namespace, ()):
        if owner.kind not in SCALED:
            continue
        pods = side.replicas(owner)[0]
        if key in ("pods", "count/pods"):
            total += pods
        elif key in _ASKED:
            total += pods * (_asks(side, namespace, made, *_ASKED[key]) or 0)
    return total if key in _ASKED or key in ("pods", "count/pods") else None


def _over(side: Side, identity: Identity, body: Object | None) -> dict[str, str]:
    """The keys of a quota of which the workloads want more than it has, each with what they want."""
    if body is None or sequence(body, "spec", "scopes") or mapping(body, "spec", "scopeSelector"):
        return {}
    found = {}
    for key, value in mapping(body, "spec", "hard").items():
        hard, used = quantity(value), _used(side, identity.namespace, key)
        if hard is not None and used is not None and used > hard:
            found[key] = (
                f"{shown(key)} is {shown(value)} and {shown(float(used) if used % 1 else int(used))} are wanted"
            )
    return found


@once
def _excesses(around: Around) -> Mapping[Identity, tuple[Mapping[str, str], Mapping[str, str]]]:
    """Of each quota at head, what it had too little of before, and what it has too little of now."""
    both = sides(around)
    return {
        quota: (_over(both.base, quota, both.base.objects.get(quota)), _over(both.head, quota, body))
        for quota, body in both.head.of("ResourceQuota")
    }


def _exceeded_by_itself(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "ResourceQuota" or subject.head is None:
        return
    before, after = _excesses(subject.around)[subject.identity]
    for key, words in after.items():
        if key not in before:
            yield Hit(f"{named(subject.identity)} refuses new pods: {words}", f"spec.hard[{key}]")


def _exceeded_by_a_workload(subject: Subject) -> Iterator[Hit]:
    """The quota is what it was, and the workload is larger."""
    both, namespace = sides(subject.around), subject.identity.namespace
    if subject.identity.kind not in SCALED or subject.head is None:
        return
    for quota, _ in both.head.of("ResourceQuota", namespace):
        before, after = _excesses(subject.around)[quota]
        for key, words in after.items() if not both.changed(quota) else ():
            if key not in before and _takes_more(subject, key):
                yield Hit(f"{named(quota)} refuses new pods: {words}, as {named(subject.identity)} asks for more")


def _takes_more(subject: Subject, key: str) -> bool:
    both, kinds = sides(subject.around), _ASKED.get(key)
    amounts = []
    for side, body in ((both.base, subject.base), (both.head, subject.head)):
        made, pods = pod_of(body), side.replicas(subject.identity)[0] if body else 0
        each = _asks(side, subject.identity.namespace, made, *kinds) if made and kinds else Fraction(1)
        amounts.append(pods * (each or 0))
    return amounts[1] > amounts[0]


def _demands(subject: Subject) -> Iterator[Hit]:
    """A quota of cpu or memory refuses each pod that does not say what it asks for."""
    if subject.identity.kind != "ResourceQuota" or subject.head is None:
        return
    both, namespace = sides(subject.around), subject.identity.namespace
    for key in mapping(subject.head, "spec", "hard"):
        if key not in _ASKED or key in mapping(subject.base, "spec", "hard"):
            continue
        silent = [
            owner
            for owner, made in both.head.pods.get(namespace, ())
            if owner.kind in LASTING and _asks(both.head, namespace, made, *_ASKED[key]) is None
        ]
        if silent:
            now = [owner for owner in silent if rolls(subject.around, owner)]
            when = f", and {listed(now)} rolls out now" if now else ""
            yield Hit(
                f"{named(subject.identity)} counts {shown(key)}, and {listed(silent)} says nothing of it: "
                f"its new pods are refused{when}",
                f"spec.hard[{key}]",
            )


RULES = (
    Rule(
        "O17d",
        "O",
        "a workload wants more than its quota has, and the quota refuses its next pods",
        "raise the quota in the same commit, or ask for less",
        _exceeded_by_a_workload,
        proved=True,
    ),
    Rule(
        "O20",
        "O",
        "a quota has less room than the workloads want, and refuses their next pods",
        "raise the quota, or lower what the workloads ask for, in the same commit",
        _exceeded_by_itself,
        proved=True,
    ),
    Rule(
        "O17e",
        "O",
        "a quota counts what some pods do not say, and refuses them",
        "give each container that request or limit, or add a LimitRange with a default",
        _demands,
        proved=True,
    ),
)
