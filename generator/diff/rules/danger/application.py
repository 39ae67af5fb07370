"""Applications: how they write objects, which project confines them, and charts from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.danger.words import named, shown, went
from generator.kubernetes.reading import items, mapping, text, texts


def _of(subject: Subject) -> tuple[Object, Object] | None:
    """The Application before and after."""
    if subject.identity.kind != "Application" or subject.identity.group != "argoproj.io":
        return None
    return (subject.base, subject.head) if subject.base is not None and subject.head is not None else None


def _new_options(subject: Subject) -> frozenset[str]:
    way = ("spec", "syncPolicy", "syncOptions")
    return texts(subject.head, *way) - texts(subject.base, *way) if _of(subject) else frozenset()


def _replaces(subject: Subject) -> Iterator[Hit]:
    if "Replace=true" in _new_options(subject):
        yield Hit(
            f"{named(subject.identity)} writes each of its objects as a whole from now on: what others set in them is "
            "dropped, such as the replicas of an autoscaler, and a field that is immutable still fails",
            "spec.syncPolicy.syncOptions",
        )


def _forces(subject: Subject) -> Iterator[Hit]:
    if "Force=true" in _new_options(subject):
        yield Hit(
            f"{named(subject.identity)} gets `Force=true` for all its objects, and Argo CD reads that from the objects "
            "alone: nothing changes",
            "spec.syncPolicy.syncOptions",
        )


def _freer(subject: Subject) -> Iterator[Hit]:
    if (found := _of(subject)) is None:
        return
    old, new = (text(body, "spec", "project") or "default" for body in found)
    if old != new:
        yield Hit(
            f"{named(subject.identity)} is confined by another project: {went('spec.project', old, new)}; what it may "
            "write, where, and from which repository, is what that one says",
            "spec.project",
        )


_WIDE = {
    "sourceRepos": "take sources from any repository",
    "sourceNamespaces": "be given Applications by any namespace",
    "destinations": "write into any namespace or cluster",
    "clusterResourceWhitelist": "write any object of the whole cluster",
}


def _stars(body: Object | None, key: str) -> bool:
    values = mapping(body, "spec").get(key)
    if key in ("sourceRepos", "sourceNamespaces"):
        return "*" in texts(body, "spec", key)
    if not isinstance(values, list):
        return False
    names = ("namespace", "server", "name") if key == "destinations" else ("kind",)
    return any(text(entry, name) == "*" for entry in items(body, "spec", key) for name in names)


def _wide(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "AppProject" or subject.head is None:
        return
    for key, words in _WIDE.items():
        if _stars(subject.head, key) and not _stars(subject.base, key):
            yield Hit(f"the Applications of {named(subject.identity)} may {words}", f"spec.{key}")


def sources(body: Object | None) -> list[Mapping[str, Any]]:
    """The sources of an Application."""
    one = mapping(body, "spec", "source")
    return [*([one] if one else []), *items(body, "spec", "sources")]


def _charts(body: Object | None) -> dict[tuple[str, str], str]:
    """The charts that lie elsewhere: their repository and name, and the version."""
    return {
        (text(source, "repoURL"), text(source, "chart")): text(source, "targetRevision")
        for source in sources(body)
        if text(source, "chart")
    }


def _another_chart(subject: Subject) -> Iterator[Hit]:
    if (found := _of(subject)) is None:
        return
    old, new = (_charts(body) for body in found)
    for (repository, chart), version in new.items():
        before = old.get((repository, chart))
        if before is not None and before != version:
            yield Hit(
                f"{named(subject.identity)} takes the chart {shown(chart)} in another version, {shown(before)} → "
                f"{shown(version)}, and what that changes in the cluster was not rendered here",
                "spec.source.targetRevision",
            )
        elif before is None and not any(name == chart for _, name in old):
            yield Hit(
                f"{named(subject.identity)} takes the chart {shown(chart)} {shown(version)}, not rendered here",
                "spec.source.chart",
            )
        elif before is None:
            yield Hit(
                f"{named(subject.identity)} takes the chart {shown(chart)} from another repository", "spec.source"
            )


RULES = (
    Rule(
        "D06",
        "O",
        "all objects of an Application are replaced as a whole at each sync",
        "put `argocd.argoproj.io/sync-options: Replace=true` on the one object that needs it",
        _replaces,
        proved=True,
    ),
    Rule(
        "D06b",
        "I",
        "`Force=true` for a whole Application does nothing",
        "put it into the annotation `argocd.argoproj.io/sync-options` of the one object that needs it",
        _forces,
        proved=True,
    ),
    Rule(
        "S04b",
        "S",
        "an Application is confined by another project",
        "let whoever owns the projects look at it",
        _freer,
    ),
    Rule(
        "S04c",
        "S",
        "a project allows everything of a sort",
        "name what its Applications need",
        _wide,
    ),
    Rule(
        "N06",
        "W",
        "an add-on's chart changes, and what it makes was not rendered",
        "compare the two versions with `helm template`, and read the chart's notes on upgrading",
        _another_chart,
    ),
)
