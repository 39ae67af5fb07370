"""Classes of volumes, volumes, and drivers of volumes: what makes a volume is fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import frozen, kept, pair
from generator.kubernetes.reading import at, mapping

CLASS = ("parameters", "provisioner", "reclaimPolicy", "volumeBindingMode")
OF_VOLUME = frozenset(
    {
        "accessModes",
        "capacity",
        "claimRef",
        "mountOptions",
        "nodeAffinity",
        "persistentVolumeReclaimPolicy",
        "storageClassName",
        "volumeAttributesClassName",
        "volumeMode",
    }
)
"""What the spec of a volume has beside its source."""


def _class(subject: Subject) -> Iterator[Hit]:
    yield from frozen(subject, ("StorageClass",), *CLASS)


def _others(subject: Subject) -> Iterator[Hit]:
    yield from frozen(subject, ("VolumeAttributesClass",), "driverName", "parameters")
    yield from frozen(subject, ("CSIDriver",), "spec.attachRequired", "spec.volumeLifecycleModes")
    yield from frozen(subject, ("CSIStorageCapacity",), "nodeTopology", "storageClassName")
    yield from frozen(subject, ("VolumeAttachment",), "spec")
    yield from frozen(subject, ("PersistentVolume",), "spec.volumeMode")
    yield from _volume(subject)


def _volume(subject: Subject) -> Iterator[Hit]:
    both = pair(subject, "PersistentVolume")
    if both is None:
        return
    before, after = (_source(both.before, both.before), _source(both.after, both.before))
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield kept(f"spec.{key}")
    for key in ("nodeAffinity", "volumeAttributesClassName"):
        was, now = (both.value(f"spec.{key}"), both.value(f"spec.{key}", after=True))
        if was is not None and was != now and (now is None or key == "nodeAffinity"):
            yield kept(f"spec.{key}")


def _source(side: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Where the volume lies; the secret that lets it grow may be added."""
    source = {key: value for key, value in mapping(side, "spec").items() if key not in OF_VOLUME}
    if "csi" in source and at(before, "spec", "csi", "controllerExpandSecretRef") is None:
        driver = mapping(source, "csi").items()
        source["csi"] = {key: value for key, value in driver if key != "controllerExpandSecretRef"}
    return source


RULES = (
    Rule(
        "I10",
        "X",
        "what a StorageClass makes cannot be changed",
        "make a StorageClass of a new name, and let new claims name it",
        _class,
        proved=True,
    ),
    Rule(
        "I11", "X", "this part of a volume cannot be changed", "make a new object of another name", _others, proved=True
    ),
)
