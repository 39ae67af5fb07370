"""HorizontalPodAutoscalers: bounds that do not cross."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import after
from generator.kubernetes.reading import items, mapping, text, whole

SOURCES: Mapping[str, str] = {
    "ContainerResource": "containerResource",
    "External": "external",
    "Object": "object",
    "Pods": "pods",
    "Resource": "resource",
}
"""Type of a metric -> the key that says more of it."""


def _bounds(subject: Subject) -> Iterator[Hit]:
    spec = mapping(after(subject, "HorizontalPodAutoscaler"), "spec")
    if not spec:
        return
    least, most = whole(spec, "minReplicas"), whole(spec, "maxReplicas")
    if most is None or most < 1:
        yield Hit("`maxReplicas` is 1 or more", "spec.maxReplicas")
    if least is not None and most is not None and least > most:
        yield Hit(f"`minReplicas` is {least}, and `maxReplicas` is {most}", "spec.minReplicas")
    if least is not None and least < 1:
        yield Hit("`minReplicas` is 1 or more", "spec.minReplicas")
    for position, metric in enumerate(items(spec, "metrics")):
        yield from _metric(metric, f"spec.metrics[{position}]")


def _metric(metric: Mapping[str, Any], path: str) -> Iterator[Hit]:
    kind = text(metric, "type")
    sources = [one for one in SOURCES if metric.get(SOURCES[one]) is not None]
    if sources != [kind]:
        yield Hit(f"a metric of the type `{kind}` has the key of this type, and no other", path)
        return
    target = mapping(metric, SOURCES[kind], "target")
    if not any(key in target for key in ("averageUtilization", "averageValue", "value")):
        yield Hit("a metric needs a target", f"{path}.{SOURCES[kind]}.target")


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
