"""LimitRanges whose bounds the containers in git exceed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diff.nouns import Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.rolling import rolls
from generator.diff.rules.danger.side import sides
from generator.diff.rules.danger.words import listed, named, shown
from generator.diff.rules.pods import LASTING
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import at, items, mapping, text


def _bounds(body: Object | None) -> Mapping[tuple[str, str], object]:
    """The bounds of a container: (`max` or `min`, resource) -> quantity."""
    return {
        (bound, name): value
        for limit in items(body, "spec", "limits")
        if text(limit, "type") == "Container"
        for bound in ("max", "min")
        for name, value in mapping(limit, bound).items()
    }


def _breaks(container: Mapping[str, object], bound: str, name: str, value: object) -> bool:
    """Whether a container that says what it wants is out of bounds: over the most, or below the least."""
    limit, request = (quantity(at(container, "resources", kind, name)) for kind in ("limits", "requests"))
    edge = quantity(value)
    if edge is None:
        return False
    if bound == "max":
        return any(one is not None and one > edge for one in (limit, request))
    said = limit if request is None else request
    return said is not None and said < edge


def _refuses(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "LimitRange" or subject.head is None:
        return
    before, both = _bounds(subject.base), sides(subject.around)
    for (bound, name), value in _bounds(subject.head).items():
        old = before.get((bound, name))
        broken: list[Identity] = []
        for owner, pod in both.head.pods.get(subject.identity.namespace, ()) if old != value else ():
            bodies = [container.body for container in pod.containers]
            now = any(_breaks(body, bound, name, value) for body in bodies)
            was = old is not None and any(_breaks(body, bound, name, old) for body in bodies)
            if owner.kind in LASTING and now and not was:
                broken.append(owner)
        if broken:
            rolled = [one for one in broken if rolls(subject.around, one)]
            when = f", and {listed(rolled)} rolls out now" if rolled else ""
            yield Hit(
                f"{named(subject.identity)} allows containers a {bound} of {shown(value)} {name}, {shown(old)} before, "
                f"and {listed(broken)} is beyond: new pods are refused{when}",
                f"spec.limits[Container].{bound}.{name}",
            )


RULES = (
    Rule(
        "O20b",
        "O",
        "a LimitRange refuses the next pods of workloads that ask for more, or less, than it allows",
        "change the resources of the workloads in the same commit",
        _refuses,
        proved=True,
    ),
)
