"""Objects of kinds that git itself defines: as their definition asks, where they change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject, Way
from generator.diff.rules.around import definition
from generator.diff.rules.form.schema import Judge
from generator.kubernetes.reading import group, items, mapping, text, version

OWN = ("apiVersion", "kind", "metadata", "status")


def _version(subject: Subject) -> Mapping[str, Any] | None:
    """What head's definition says of the version that the subject is written in; None where git has none."""
    if subject.head is None or not group(subject.head):
        return None
    found = definition(subject, after=True) or definition(subject, after=False)
    for one in items(found, "spec", "versions"):
        if text(one, "name") == version(subject.head):
            return one
    return None


def _judged(subject: Subject) -> Iterator[Hit]:
    found = _version(subject)
    if found is None:
        return
    if found.get("served") is False:
        yield Hit("the definition no longer serves this version", "apiVersion", "write a version that is served")
        return
    yield from _judge(subject, found).hits(_body(subject.head), _before(subject))
    if subject.way is Way.SERVER:
        for path in _judge(subject, found).unknown(_body(subject.head)):
            yield Hit(
                f"the definition has no field `{path}` of this type",
                path,
                "take it out, or put it back there",
            )


def _dropped(subject: Subject) -> Iterator[Hit]:
    found = _version(subject)
    if found is None or subject.way is Way.SERVER or found.get("served") is False:
        return
    for path in _judge(subject, found).unknown(_body(subject.head)):
        yield Hit(f"the definition has no field `{path}`, so it is dropped, and the object never is as git says", path)


def _judge(subject: Subject, found: Mapping[str, Any]) -> Judge:
    return Judge(mapping(found, "schema", "openAPIV3Schema"), subject.identity.kind)


def _body(node: Any) -> dict[str, Any]:
    return {key: value for key, value in (node or {}).items() if key not in OWN}


def _before(subject: Subject) -> dict[str, Any] | None:
    """What it was: nothing that can be compared where it is new, or was written in another version."""
    base, head = subject.base, subject.head
    return _body(base) if base is not None and head is not None and version(base) == version(head) else None


FIX = "write the object as its new definition asks, in the same commit"
RULES = (Rule("O23", "X", "an object is not as its definition asks", FIX, _judged, proved=True),)
SILENT = (Rule("O23", "O", "a field has no place in the definition", FIX, _dropped, proved=True),)
