"""LimitRanges, ResourceQuotas and tolerations: bounds that do not cross, whole numbers, words that go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from generator.diff.nouns import Hit, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.pods import pod_of
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import items, mapping, text

ORDER = ("min", "defaultRequest", "default", "max")
"""Each is at most what follows it."""
SIZED = ("cpu", "memory", "ephemeral-storage", "storage")


def bounds(subject: Subject) -> Iterator[Hit]:
    """Limits that cross, quotas of half an object, tolerations that say two things."""
    for position, limit in enumerate(items(after(subject, "LimitRange"), "spec", "limits")):
        yield from _limit(limit, f"spec.limits[{position}]")
    quota = subject.head if subject.identity.kind == "ResourceQuota" else None
    for name, value in mapping(quota, "spec", "hard").items():
        amount = quantity(value)
        counts = not any(name.endswith(word) for word in SIZED) and "/" not in name.removeprefix("count/")
        if amount is not None and (amount < 0 or (counts and amount.denominator != 1)):
            yield Hit(f"`{name}` of a quota is a whole number, and no less than 0", f"spec.hard[{name}]")
    pod = pod_of(subject.head)
    for position, one in enumerate(items(pod.spec, "tolerations") if pod else []):
        yield from _toleration(one, f"{pod.path if pod else ''}.tolerations[{position}]")


def _limit(limit: Mapping[str, Any], path: str) -> Iterator[Hit]:
    for name in sorted({name for key in ORDER for name in mapping(limit, key)}):
        given = [(key, quantity(mapping(limit, key)[name])) for key in ORDER if name in mapping(limit, key)]
        for (low, least), (high, most) in pairwise(given):
            if least is not None and most is not None and least > most:
                yield Hit(f"`{low}` of `{name}` is more than `{high}`", f"{path}.{low}[{name}]")


def _toleration(one: Mapping[str, Any], path: str) -> Iterator[Hit]:
    operator = text(one, "operator") or "Equal"
    if operator == "Exists" and text(one, "value"):
        yield Hit("a toleration with `Exists` names no value", f"{path}.value", "take the value out")
    if operator != "Exists" and not text(one, "key"):
        yield Hit("a toleration without a key needs `operator: Exists`", f"{path}.operator")
    if "tolerationSeconds" in one and text(one, "effect") != "NoExecute":
        yield Hit("`tolerationSeconds` goes only with `effect: NoExecute`", f"{path}.effect")
