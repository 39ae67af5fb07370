"""What else is in the environment while a sync applies one object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Identity, Object, Subject
from generator.diff.rules.turn import is_before
from generator.kubernetes.reading import group, labels


def there(subject: Subject, kind: str, of: str = "") -> Iterator[tuple[Identity, Object]]:
    """The objects of a kind as they are when the subject is applied: as in head where they come before it."""
    now = subject.around.head.get(subject.identity) or subject.head or {}
    for identity in {**subject.around.base, **subject.around.head}:
        if identity.kind != kind or identity.group != of:
            continue
        base, head = subject.around.base.get(identity), subject.around.head.get(identity)
        if head is not None and (base is None or is_before(head, now)):
            if base is not None or is_before(head, now):
                yield identity, head
        elif base is not None:
            yield identity, base


def after_all(subject: Subject, kind: str, of: str = "") -> Iterator[tuple[Identity, Object]]:
    """The objects of a kind as head has them."""
    for identity, found in subject.around.head.items():
        if identity.kind == kind and identity.group == of:
            yield identity, found


def namespace_labels(subject: Subject) -> Mapping[str, Any]:
    """The labels of the namespace that the subject is in, with the one that every namespace has."""
    name = subject.identity.namespace
    found: Mapping[str, Any] = {}
    for identity, space in there(subject, "Namespace"):
        found = labels(space) if identity.name == name else found
    return {"kubernetes.io/metadata.name": name, **found}


def definition(subject: Subject, *, after: bool) -> Object | None:
    """The CustomResourceDefinition of the subject's kind, in base or in head; None where git has none."""
    side = subject.around.head if after else subject.around.base
    for identity, found in side.items():
        if identity.kind == "CustomResourceDefinition" and identity.group == "apiextensions.k8s.io":
            spec = found.get("spec", {})
            if spec.get("group") == group(subject.head) and spec.get("names", {}).get("kind") == subject.identity.kind:
                return found
    return None
