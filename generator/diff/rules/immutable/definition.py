"""CustomResourceDefinitions: what a kind is called is fixed, and versions in which objects are stored must stay."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import frozen, pair
from generator.kubernetes.reading import at, items, mapping, text

KIND = ("CustomResourceDefinition",)
FIXED = ("spec.group", "spec.scope", "spec.names.kind", "spec.names.plural")


def _names(subject: Subject) -> Iterator[Hit]:
    yield from frozen(subject, KIND, *FIXED)
    if subject.base is None and subject.head is not None and subject.identity.kind in KIND:
        spec = mapping(subject.head, "spec")
        if subject.identity.name != (name := f"{text(spec, 'names', 'plural')}.{text(spec, 'group')}"):
            yield Hit("the name of a definition is its plural and its group", "metadata.name", f"write `{name}`")


def _versions(subject: Subject) -> Iterator[Hit]:
    if subject.head is None or subject.identity.kind not in KIND:
        return
    now = items(subject.head, "spec", "versions")
    stored = [text(one, "name") for one in now if one.get("storage") is True]
    if len(stored) != 1:
        yield Hit("exactly one version of a definition is the one that objects are stored in", "spec.versions")
    for one in now:
        if at(one, "schema", "openAPIV3Schema") is None and not at(subject.head, "spec", "preserveUnknownFields"):
            name = text(one, "name")
            yield Hit(f"the version `{name}` has no schema", f"spec.versions[{name}].schema", "add `openAPIV3Schema`")
    if pair(subject, *KIND) is None:
        return
    names = {text(one, "name") for one in now}
    for one in items(subject.base, "spec", "versions"):
        name = text(one, "name")
        if one.get("storage") is True and name not in names:
            yield Hit(f"objects are stored in the version `{name}`, which is gone", f"spec.versions[{name}]")


RULES = (
    Rule(
        "I18",
        "X",
        "what a kind is called cannot be changed",
        "make a new definition, and move the objects over",
        _names,
        proved=True,
    ),
    Rule(
        "I19",
        "X",
        "a version in which objects are stored cannot be removed",
        "keep it with `served: false`, store the objects in the new version, take the old one out of "
        "`status.storedVersions`, then remove it",
        _versions,
        proved=True,
    ),
)
