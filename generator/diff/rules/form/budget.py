"""PodDisruptionBudgets: one bound, not two."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Subject
from generator.diff.rules.pair import after
from generator.kubernetes.reading import mapping


def budgets(subject: Subject) -> Iterator[Hit]:
    """A budget with both bounds, or with a share of more than all."""
    spec = mapping(after(subject, "PodDisruptionBudget"), "spec")
    bounds = [key for key in ("maxUnavailable", "minAvailable") if spec.get(key) is not None]
    if len(bounds) == 2:
        yield Hit("`maxUnavailable` and `minAvailable` cannot both be set", "spec.minAvailable", "keep one of the two")
    for key in bounds:
        if is_over(spec[key]):
            yield Hit(f"`spec.{key}` is more than all", f"spec.{key}", "write a share up to `100%`")


def is_over(bound: object) -> bool:
    """Whether a share is more than 100 %, or a number less than none."""
    if isinstance(bound, str) and bound.endswith("%") and bound[:-1].isdigit():
        return int(bound[:-1]) > 100
    return isinstance(bound, int) and bound < 0
