"""What differs -> the class of noise that it is, if any; what starts pods anew never is, nor what a selector names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.diff.compare import keys
from generator.diff.compare.equal import same
from generator.diff.compare.found import LAYOUT, ORDER, Found, found
from generator.diff.compare.paths import Entry, Steps
from generator.diff.compare.where import Where
from generator.diff.compare.words import words
from generator.diff.nouns import Object

Settled = Callable[[Object], Mapping[str, Any]]
"""An object as the API server stores it."""

CHART, TRACKING, CHECKSUM, SERVER = "chart labels", "tracking", "checksum", "status"
_LABELS = {
    **dict.fromkeys(("helm.sh/chart", "chart", "heritage", "release"), CHART),
    **dict.fromkeys(("app.kubernetes.io/version", "app.kubernetes.io/managed-by"), CHART),
    **dict.fromkeys(("argocd.argoproj.io/instance", "app.kubernetes.io/instance"), TRACKING),
}
_ANNOTATIONS = {
    "argocd.argoproj.io/tracking-id": TRACKING,
    "meta.helm.sh/release-name": CHART,
    "meta.helm.sh/release-namespace": CHART,
    "app.kubernetes.io/managed-by": CHART,
}
_SERVERS = words("creationTimestamp generation managedFields resourceVersion selfLink uid")
_ORDERED = Entry("\0order")


def noise(one: Found) -> str:
    """The class of noise that a difference is by itself."""
    where = one.where
    if one.about == ORDER:
        return "order" if keys.is_unordered(where) else ""
    if one.about == LAYOUT:
        return LAYOUT
    return same(one.old, one.new, where) or ("" if where.free else _of_place(where.steps, where))


def _of_place(steps: Steps, where: Where) -> str:
    if steps[:1] == ("status",):
        return SERVER
    if steps[:1] != ("metadata",):
        return ""
    if len(steps) > 1 and steps[1] in _SERVERS:
        return SERVER
    if len(steps) != 3:
        return ""
    if steps[1] == "labels":
        return _LABELS.get(steps[2], "")
    is_checksum = steps[1] == "annotations" and steps[2].startswith("checksum/")
    return CHECKSUM if is_checksum else _ANNOTATIONS.get(steps[2], "") if steps[1] == "annotations" else ""


def unsettled(before: Object, after: Object, where: Where, settled: Settled) -> Callable[[Found], bool]:
    """Whether a difference is left once the API server has stored both."""
    left = {_place(one) for one in found(settled(before), settled(after), where)}
    above = {place[:length] for place in left for length in range(len(place))} | left

    def is_left(one: Found) -> bool:
        place = _place(one)
        return place in above or any(place[:length] in left for length in range(1, len(place)))

    return is_left


def _place(one: Found) -> Steps:
    return (*one.where.steps, _ORDERED) if one.about == ORDER else one.where.steps


def classes(edits: Iterable[Any]) -> Mapping[str, int]:
    """How many edits there are of each class of noise."""
    counted: dict[str, int] = {}
    for edit in edits:
        if edit.noise:
            counted[edit.noise] = counted.get(edit.noise, 0) + 1
    return dict(sorted(counted.items()))
