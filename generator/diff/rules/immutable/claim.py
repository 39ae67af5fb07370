"""PersistentVolumeClaims: which volume they have is fixed, and it only grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Object, Rule, Subject, Way
from generator.diff.rules.around import there
from generator.diff.rules.immutable.binding_of_claim import is_bound, storage_class
from generator.diff.rules.pair import Pair, kept, pair, taken
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import at, mapping, text

SIZE = "spec.resources.requests.storage"
ATTRIBUTES = "spec.volumeAttributesClassName"
NEW = "make a new claim, copy the data, and point the workload to it"


def _fixed(subject: Subject) -> Iterator[Hit]:
    both = pair(subject, "PersistentVolumeClaim")
    if both is None:
        return
    bound = is_bound(subject)
    before, after = (_spec(side, bound) for side in both)
    if subject.way is Way.REPLACE and bound and "volumeName" not in after:
        yield taken("spec.volumeName")
        return
    for key in sorted({*before, *after}):
        if not _may(subject, key, before.get(key), after.get(key), bound):
            yield kept(f"spec.{key}")


def _spec(side: Object, bound: bool) -> dict[str, Any]:
    """What is compared as it stands: the size and the class of attributes too, while there is no volume."""
    spec = dict(mapping(side, "spec"))
    source = spec.pop("dataSourceRef", None)
    spec["dataSource"] = spec.get("dataSource") or source
    resources = dict(mapping(spec, "resources"))
    if bound:
        spec.pop("volumeAttributesClassName", None)
        requests = {key: value for key, value in mapping(resources, "requests").items() if key != "storage"}
        resources = {**resources, "requests": requests or None}
    spec["resources"] = {key: value for key, value in resources.items() if value}
    return spec


def _may(subject: Subject, key: str, before: Any, after: Any, bound: bool) -> bool:
    if before == after:
        return True
    if key == "volumeName":
        return before is None and not bound
    if key == "storageClassName" and before is None:
        return bool(after == (storage_class(subject) or after))
    return False


def _shrunk(subject: Subject) -> Iterator[Hit]:
    before, after = _sizes(pair(subject, "PersistentVolumeClaim"))
    if before is not None and after is not None and after < before and is_bound(subject):
        yield Hit("a volume never becomes smaller", SIZE)


def _grown(subject: Subject) -> Iterator[Hit]:
    before, after = _sizes(pair(subject, "PersistentVolumeClaim"))
    if before is None or after is None or after <= before or not is_bound(subject):
        return
    name = storage_class(subject)
    if not name:
        yield Hit("a volume that no StorageClass made does not grow", SIZE)
    for identity, found in there(subject, "StorageClass", "storage.k8s.io"):
        if identity.name == name and at(found, "allowVolumeExpansion") is not True:
            yield Hit(f"the StorageClass `{name}` does not let its volumes grow", SIZE)


def _sizes(both: Pair | None) -> tuple[Any, Any]:
    if both is None:
        return None, None
    return quantity(both.value(SIZE)), quantity(both.value(SIZE, after=True))


def _attributes(subject: Subject) -> Iterator[Hit]:
    both = pair(subject, "PersistentVolumeClaim")
    if both is None or not is_bound(subject):
        return
    before: Mapping[str, Any] = both.before
    if text(before, "spec", "volumeAttributesClassName") and both.value(ATTRIBUTES, after=True) is None:
        yield Hit("a volume that has a class of attributes may get another one, and never none", ATTRIBUTES)


RULES = (
    Rule("I06", "X", "what a claim asks for cannot be changed", NEW, _fixed, proved=True),
    Rule("I07", "X", "a volume cannot shrink", NEW, _shrunk, proved=True),
    Rule(
        "I08",
        "X",
        "this volume cannot grow",
        "set `allowVolumeExpansion: true` on its StorageClass, in the same commit or before",
        _grown,
        proved=True,
    ),
    Rule(
        "I09",
        "X",
        "a volume cannot lose its class of attributes",
        "name another VolumeAttributesClass, or keep the one that it has",
        _attributes,
        proved=True,
    ),
)
