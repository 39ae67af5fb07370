"""One object before and after -> what the server held, and what it holds once head was applied over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.diff.nouns import Around, Object, Subject, Way
from generator.diff.settled import client, custom, kinds, server
from generator.diff.settled.plain import plain, without_nulls
from generator.diff.settled.pods import structure
from generator.diff.settled.service import allocated
from generator.diff.settled.surroundings import surroundings
from generator.kubernetes.quantity import worth

Plain = dict[str, Any]

BOOKKEEPING = ("kubectl.kubernetes.io/", "deployment.kubernetes.io/", "argocd.argoproj.io/tracking-id")
"""Annotations that apply, the controllers and Argo CD write down for themselves."""
VERBATIM = frozenset({"CustomResourceDefinition"})
"""Kinds that hold a schema, in which a name may mean anything."""
ROLLED = frozenset({"DaemonSet", "Deployment", "StatefulSet"})
"""What replaces its pods when their template changes."""
AMOUNTS = frozenset({"limits", "requests", "sizeLimit", "divisor"})


@dataclass(frozen=True)
class Outcome:
    """What the server holds before and after; empty where it holds nothing."""

    before: Plain
    after: Plain

    @property
    def changes(self) -> bool:
        """Whether anything that a person wrote is another afterwards."""
        if not (self.before and self.after):
            return bool(self.before or self.after)
        return self.before != self.after and _content(self.before) != _content(self.after)

    @property
    def restarts(self) -> bool:
        """Whether the pods that are made from now on are others than those that run."""
        if not (self.before and self.after) or self.after.get("kind") not in ROLLED:
            return False
        old, new = structure(self.before, "spec") or {}, structure(self.after, "spec") or {}
        if self.after["kind"] == "Deployment":
            return not new.get("paused") and not _alike(old.get("template"), new.get("template"))
        return bool(old.get("template") != new.get("template"))


def settled(item: Object, around: Around | None = None, before: Plain | None = None) -> Plain:
    """An object as the API server stores it: defaults told, amounts canonical, nothing that is dropped.

    `around` brings definitions of kinds, and `before` what the server held until now.
    """
    if not kinds.is_built_in(item.get("apiVersion")):
        stored: Plain = without_nulls(item)
        if schema := _schema(item, around):
            custom.complete(stored, schema)
        return stored
    stored = without_nulls(item) if item.get("kind") in VERBATIM else plain(item)
    kinds.complete(stored)
    stored.pop("status", None)
    if stored.get("kind") == "Service":
        allocated(stored, before)
    return stored


def outcome(subject: Subject) -> Outcome:
    """What the server holds before and after head is applied; the objects themselves are not touched."""
    if subject.base is None or subject.head is None:
        before = {} if subject.base is None else settled(subject.base, subject.around)
        return Outcome(before, {} if subject.head is None else settled(subject.head, subject.around))
    live = settled(subject.base, subject.around)
    if subject.base == subject.head and subject.was in (None, subject.way):
        return Outcome(live, live)
    return Outcome(live, settled(_applied(subject, live), subject.around, live))


def _applied(subject: Subject, live: Plain) -> Plain:
    base, head = subject.base or {}, subject.head or {}
    if subject.way is Way.REPLACE:
        return dict(head)
    owned: Object = base if subject.was in (None, subject.way) else {}
    if subject.way is Way.SERVER:
        owned = _without_scaled(subject, owned)
    if not kinds.is_built_in(head.get("apiVersion")):
        if subject.way is Way.CLIENT:
            return client.replaced(live, owned, head)
        keys = custom.keys(_schema(head, subject.around))
        return server.applied(live, owned, head, lambda name, _: keys.get(name, ()))
    if base.get("apiVersion") != head.get("apiVersion"):
        owned, head = settled(owned) if owned else {}, settled(head)
    return client.applied(live, owned, head) if subject.way is Way.CLIENT else server.applied(live, owned, head)


def _schema(item: Object, around: Around | None) -> Plain | None:
    key = (str(item.get("apiVersion")), str(item.get("kind")))
    return surroundings(around).schemas.get(key) if around is not None else None


def _without_scaled(subject: Subject, owned: Object) -> Object:
    """Who counts the pods owns their number, once it was there before: it stays where git no longer tells it."""
    spec, identity = owned.get("spec"), subject.identity
    target = (identity.namespace, identity.kind, identity.name)
    if type(spec) is dict and "replicas" in spec and target in surroundings(subject.around).scaled:
        return {**owned, "spec": {name: value for name, value in spec.items() if name != "replicas"}}
    return owned


def _content(item: Plain) -> Plain:
    """What a person wrote of an object, and what follows from it."""
    meta: Mapping[str, Any] = structure(item, "metadata") or {}
    notes = structure(meta, "annotations") or {}
    return {
        **item,
        "apiVersion": "",
        "metadata": {
            "labels": meta.get("labels") or {},
            "annotations": {key: one for key, one in notes.items() if not key.startswith(BOOKKEEPING)},
            "finalizers": meta.get("finalizers") or [],
        },
    }


def _alike(old: Any, new: Any, name: str = "") -> bool:
    """Whether a Deployment takes two templates for one: amounts count for what they are worth, however written."""
    if old == new:
        return True
    if type(old) is type(new) is dict and old.keys() == new.keys():
        if name in AMOUNTS:
            return all(worth(str(old[key])) == worth(str(new[key])) for key in old)
        return all(_alike(old[key], new[key], key) for key in old)
    if type(old) is type(new) is list and len(old) == len(new):
        return all(_alike(one, other) for one, other in zip(old, new, strict=True))
    return name in AMOUNTS and worth(str(old)) == worth(str(new))
