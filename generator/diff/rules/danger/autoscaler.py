"""Autoscalers that fight each other, or cannot compute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.links import Link, newly
from generator.diff.rules.danger.replicas import SCALERS
from generator.diff.rules.danger.side import Side, scaled, sides
from generator.diff.rules.danger.words import joined, listed, named, shown
from generator.diff.rules.pods import pod_of
from generator.kubernetes.reading import at, items, text


def _fights(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind not in SCALERS or subject.head is None:
        return
    both, target = sides(subject.around), scaled(subject.identity, subject.head)
    scalers = both.head.scalers.get(target, ())
    if len(scalers) < 2 or (subject.base is not None and scaled(subject.identity, subject.base) == target):
        return
    names = joined([named(identity) for identity, _ in scalers])
    yield Hit(f"{names} all scale {named(target)}: they undo each other's work", "spec.scaleTargetRef")


def _cannot_compute(side: Side) -> Iterator[Link]:
    """A use in percent is a part of the request: without one there is nothing to compute."""
    for identity, body in side.of("HorizontalPodAutoscaler"):
        target = scaled(identity, body)
        made = pod_of(side.objects.get(target))
        for name, only in _percents(body):
            bare = [
                container.name
                for container in (made.containers if made else ())
                if not container.starts and only in ("", container.name) and not _asks(container.body, name)
            ]
            yield Link(
                identity,
                f"{target} {name} {only}",
                () if bare else (target,),
                f"{named(identity)} scales by the use of {shown(name)}, and {listed(bare)} of {named(target)} requests "
                "none: it cannot compute, and never scales",
            )


def _percents(body: Object) -> Iterator[tuple[str, str]]:
    if at(body, "spec", "targetCPUUtilizationPercentage") is not None:
        yield "cpu", ""
    for metric in items(body, "spec", "metrics"):
        for key in ("resource", "containerResource"):
            if at(metric, key, "target", "averageUtilization") is not None:
                yield text(metric, key, "name"), text(metric, key, "container")


def _asks(container: Mapping[str, object], name: str) -> bool:
    resources = at(container, "resources")
    return at(resources, "requests", name) is not None or at(resources, "limits", name) is not None


def _without_target(side: Side) -> Iterator[Link]:
    for kind in sorted(SCALERS):
        for identity, body in side.of(kind):
            target = scaled(identity, body)
            says = f"{named(identity)} scales {named(target)}, which is not in git: nothing is scaled"
            yield Link(identity, f"target {target}", _there(side, target), says, "spec.scaleTargetRef")


def _there(side: Side, identity: Identity) -> tuple[Identity, ...]:
    return (identity,) if identity in side.objects else ()


RULES = (
    Rule(
        "O08",
        "W",
        "two autoscalers scale one workload and undo each other's work",
        "keep one, with the metrics of both",
        _fights,
    ),
    Rule(
        "O08b",
        "W",
        "an autoscaler scales by a use that it cannot compute",
        "give each container of the workload a request of that resource",
        newly("O08b", _cannot_compute),
    ),
    Rule(
        "O08c",
        "W",
        "the workload that an autoscaler scales is gone",
        "remove the autoscaler too, or let it name the workload as it is now",
        newly("O08c", _without_target),
    ),
)
