"""HorizontalPodAutoscalers: bounds that do not cross."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import after
from generator.diff.rules.reading import mapping, number


def _bounds(subject: Subject) -> Iterator[Hit]:
    spec = mapping(after(subject, "HorizontalPodAutoscaler"), "spec")
    if not spec:
        return
    least, most = number(spec, "minReplicas"), number(spec, "maxReplicas")
    if most is None or most < 1:
        yield Hit("`maxReplicas` is 1 or more", "spec.maxReplicas")
    if least is not None and most is not None and least > most:
        yield Hit(f"`minReplicas` is {least}, and `maxReplicas` is {most}", "spec.minReplicas")
    if least is not None and least < 1:
        yield Hit("`minReplicas` is 1 or more", "spec.minReplicas")


RULES = (
    Rule(
        "O08",
        "X",
        "the bounds of an autoscaler cross",
        "set `maxReplicas` to `minReplicas` or more",
        _bounds,
        proved=True,
    ),
)
