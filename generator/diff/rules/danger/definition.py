"""CustomResourceDefinitions: removed, or no longer fit for the objects in git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.schema import mismatches
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import count, listed, named, shown
from generator.kubernetes.reading import items, mapping, text

_KIND = "CustomResourceDefinition"


def _made(side: Side, body: Object | None) -> list[tuple[Identity, Object]]:
    """The objects in git of the kind that it defines."""
    group, kind = text(body, "spec", "group"), text(body, "spec", "names", "kind")
    return [pair for pair in side.of(kind) if pair[0].group == group]


def _removed(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.base is None or subject.head is not None:
        return
    left = len(_made(sides(subject.around).head, subject.base))
    still = f", with {count(left, 'object')} of its kind still in git" if left else ""
    yield Hit(
        f"{named(subject.identity)} stays in the cluster: Argo CD deletes no definition, nor what it defines{still}"
    )


def _versions(body: Object | None) -> Mapping[str, Mapping[str, Any]]:
    return {text(one, "name"): one for one in items(body, "spec", "versions")}


def _version(body: Object) -> str:
    return text(body, "apiVersion").rpartition("/")[2]


def _unfit(version: Mapping[str, Any], body: Object) -> list[str]:
    schema = mapping(version, "schema", "openAPIV3Schema")
    return sorted(mismatches(schema, body)) if schema else []


def _tightened(subject: Subject) -> Iterator[Hit]:
    """Objects that change too are judged as what the API server refuses; these stay, until somebody edits them."""
    if subject.identity.kind != _KIND or subject.base is None or subject.head is None:
        return
    old, new, both = _versions(subject.base), _versions(subject.head), sides(subject.around)
    for identity, body in _made(both.head, subject.head):
        name = _version(body)
        if both.changed(identity) or name not in old or name not in new:
            continue
        found = [words for words in _unfit(new[name], body) if words not in _unfit(old[name], body)]
        if found:
            yield Hit(
                f"{named(subject.identity)} no longer allows {named(identity)} as it is: {listed(found)}; it stays, "
                "and an edit that touches this is refused",
                f"spec.versions[{name}].schema",
            )


def _is_served(versions: Mapping[str, Mapping[str, Any]], name: str) -> bool:
    return name in versions and versions[name].get("served") is not False


def _not_served(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != _KIND or subject.base is None or subject.head is None:
        return
    old, new = _versions(subject.base), _versions(subject.head)
    for name in old:
        if not _is_served(old, name) or _is_served(new, name):
            continue
        users = [
            identity for identity, body in _made(sides(subject.around).head, subject.head) if _version(body) == name
        ]
        if users:
            yield Hit(
                f"{named(subject.identity)} no longer serves {shown(name)}, and {listed(users)} is written in it: it "
                "cannot be read or synced any more",
                f"spec.versions[{name}].served",
            )


RULES = (
    Rule(
        "D04",
        "W",
        "a definition of custom resources leaves git, and stays in the cluster",
        "once no object of its kind is left anywhere, delete it by hand: that takes all such objects along",
        _removed,
        proved=True,
    ),
    Rule(
        "O23",
        "W",
        "objects in git no longer fit the schema of their kind",
        "change the objects first, then the schema",
        _tightened,
        proved=True,
    ),
    Rule(
        "O23b",
        "W",
        "a version of a custom resource is no longer served, and objects in git are written in it",
        "write the objects in the version that is served, then stop serving the old one",
        _not_served,
        proved=True,
    ),
)
