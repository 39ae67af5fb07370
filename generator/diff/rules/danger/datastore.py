"""A datastore moves: who called the one in the cluster calls another, or the other way round, and no data follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.service import chosen
from generator.diff.rules.danger.side import Side, sides
from generator.diff.rules.danger.words import SECRET, joined, named, shown
from generator.diff.rules.pods import pod_of
from generator.kubernetes.reading import items, mapping, text

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
Leaves = Mapping[tuple[Identity, str], str]


def _keeps_data(side: Side, identity: Identity, body: Object) -> bool:
    """Whether pods of it have a volume of their own that outlives them."""
    made = pod_of(body)
    claims = any("persistentVolumeClaim" in volume for volume in items(made.spec, "volumes")) if made else False
    return identity.kind in ("Deployment", "StatefulSet") and (
        claims or bool(items(body, "spec", "volumeClaimTemplates"))
    )


def _strings(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _strings(value, f"{path}.{key}".lstrip("."))
    elif isinstance(node, list):
        for position, value in enumerate(node):
            name = text(value, "name")
            yield from _strings(value, f"{path}[{name or position}]")


def _settings(side: Side) -> dict[tuple[Identity, str], str]:
    """Every text by which a program may be told a host: of ConfigMaps, of Secrets' templates, of variables."""
    found: dict[tuple[Identity, str], str] = {}
    for identity, body in side.of("ConfigMap"):
        found |= {(identity, path): value for path, value in _strings(mapping(body, "data"))}
    for identity, body in side.of("ExternalSecret"):
        template = mapping(body, "spec", "target", "template")
        found |= {(identity, path): value for path, value in _strings(mapping(template, "data"))}
    for owner, made in (pair for owners in side.pods.values() for pair in owners):
        for container in made.containers:
            for variable in items(container.body, "env"):
                found[owner, f"{container.name}.{text(variable, 'name')}"] = text(variable, "value")
    return found


@once
def _moved(around: Around) -> list[tuple[Identity, str, str, str]]:
    """Every such text that changes: whose, where, what it was and is."""
    both = sides(around)
    old, new = _settings(both.base), _settings(both.head)
    return [(*key, old[key], value) for key, value in new.items() if key in old and old[key] != value]


def _names(side: Side, identity: Identity) -> frozenset[str]:
    """The hosts under which the pods of a workload are called."""
    found = set()
    for service, body in side.of("Service", identity.namespace):
        if any(owner == identity for owner, _ in chosen(side, service, body)):
            stem = f"{service.name}.{service.namespace}"
            found |= {service.name, stem, f"{stem}.svc", f"{stem}.svc.cluster.local"}
    return frozenset(found)


def _hosts(value: str) -> frozenset[str]:
    return frozenset(_HOST.findall(value))


def _away(subject: Subject) -> Iterator[Hit]:
    both = sides(subject.around)
    if subject.base is not None and subject.head is None and _keeps_data(both.base, subject.identity, subject.base):
        yield from _told(subject, _names(both.base, subject.identity), leaves=True)
    elif subject.head is not None and subject.base is None and _keeps_data(both.head, subject.identity, subject.head):
        yield from _told(subject, _names(both.head, subject.identity), leaves=False)


def _told(subject: Subject, names: frozenset[str], *, leaves: bool) -> Iterator[Hit]:
    callers = []
    for identity, path, old, new in _moved(subject.around):
        was, now = names & _hosts(old), names & _hosts(new)
        if (was and not now) if leaves else (now and not was):
            words = "changed" if SECRET.search(path) else f"{shown(old)} → {shown(new)}"
            is_plain = _HOST.fullmatch(old) and _HOST.fullmatch(new)
            callers.append(f"{named(identity)} {shown(path)} {words if is_plain else 'changed'}")
    if callers:
        what = "leaves git" if leaves else "is new and begins empty"
        more = f" and {len(callers) - 2} more" if len(callers) > 2 else ""
        yield Hit(
            f"{named(subject.identity)} {what}, and its callers move ({joined(callers[:2])}{more}): the data does not "
            "move with them"
        )


RULES = (
    Rule(
        "N02",
        "D",
        "a datastore moves, and its data does not",
        "stop the writers, dump the old one, restore into the new one, then merge; keep the old volume for a while",
        _away,
    ),
)
