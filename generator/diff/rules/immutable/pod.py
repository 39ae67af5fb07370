"""Pods that nothing makes anew: they keep what they started with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject, Way
from generator.diff.rules.pair import Pair, pair, taken
from generator.kubernetes.reading import at, items, mapping, sequence, whole

FREE = ("activeDeadlineSeconds", "schedulingGates", "tolerations")
DEADLINE = "spec.activeDeadlineSeconds"


def _pod(subject: Subject) -> Iterator[Hit]:
    both = pair(subject, "Pod")
    if both is None:
        return
    if subject.way is Way.REPLACE and at(subject.head, "spec", "nodeName") is None:
        yield taken("spec.nodeName")
        return
    before, after = (_fixed(side) for side in both)
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield Hit(f"`spec.{key}` of a pod that runs is fixed: only its images may be changed", f"spec.{key}")
    yield from _deadline(both)
    yield from _narrowed(both)


def _fixed(side: Mapping[str, Any]) -> dict[str, Any]:
    spec = {key: value for key, value in mapping(side, "spec").items() if key not in FREE}
    for group in ("containers", "initContainers"):
        if group in spec:
            spec[group] = [{**one, "image": ""} for one in items(spec, group)]
    return spec


def _deadline(both: Pair) -> Iterator[Hit]:
    before, after = (whole(side, "spec", "activeDeadlineSeconds") for side in both)
    if before is not None and (after is None or after > before):
        yield Hit(f"`{DEADLINE}` of a pod that runs may only become less", DEADLINE)


def _narrowed(both: Pair) -> Iterator[Hit]:
    for key, may in (("tolerations", "more"), ("schedulingGates", "fewer")):
        before, after = ([_lasting(one) for one in sequence(side, "spec", key)] for side in both)
        few, many = (before, after) if may == "more" else (after, before)
        if any(one not in many for one in few):
            yield Hit(f"`spec.{key}` of a pod that runs may only become {may}", f"spec.{key}")


def _lasting(one: object) -> object:
    """A toleration or a gate, without how long it tolerates, which may be changed."""
    return {**one, "tolerationSeconds": None} if isinstance(one, dict) else one


RULES = (
    Rule(
        "I05",
        "X",
        "a pod that runs cannot be changed",
        "let a Deployment or a Job make the pod, or give it a new name",
        _pod,
        proved=True,
    ),
)
