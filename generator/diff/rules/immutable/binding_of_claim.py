"""Whether a claim has a volume by now, as far as git says it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Object, Subject
from generator.diff.rules.pods import pod_of
from generator.kubernetes.quantity import quantity
from generator.kubernetes.reading import at, items, mapping, notes, sequence, text

DEFAULT = "storageclass.kubernetes.io/is-default-class"


def storage_class(subject: Subject) -> str:
    """The StorageClass that the claim has since it was made: its own, or the default; empty for none."""
    named = at(subject.base, "spec", "storageClassName")
    if named is not None:
        return str(named)
    for found in _of(subject, "StorageClass"):
        if notes(found).get(DEFAULT) == "true":
            return text(found, "metadata", "name")
    return ""


def is_bound(subject: Subject) -> bool:
    """Whether it has a volume: not where nothing makes one, or nobody uses it yet and its class waits for that."""
    name = storage_class(subject)
    if text(subject.base, "spec", "volumeName"):
        return True
    if any(_fits(volume, subject, name) for volume in _of(subject, "PersistentVolume")):
        return True
    if not name:
        return False
    found = next((one for one in _of(subject, "StorageClass") if text(one, "metadata", "name") == name), None)
    if found is None:  # a class that is not in git makes volumes, as far as anybody can say
        return True
    if text(found, "provisioner") == "kubernetes.io/no-provisioner":
        return False
    return text(found, "volumeBindingMode") != "WaitForFirstConsumer" or any(
        _uses(one, subject) for one in _pods(subject)
    )


def _of(subject: Subject, kind: str) -> Iterator[Object]:
    return (found for identity, found in subject.around.base.items() if identity.kind == kind)


def _pods(subject: Subject) -> Iterator[Object]:
    space = subject.identity.namespace
    return (found for identity, found in subject.around.base.items() if identity.namespace == space)


def _uses(owner: Object, subject: Subject) -> bool:
    pod = pod_of(owner)
    if pod is None or at(owner, "spec", "replicas") == 0:
        return False
    name = subject.identity.name
    mounted = any(text(volume, "persistentVolumeClaim", "claimName") == name for volume in items(pod.spec, "volumes"))
    own = (
        f"{text(one, 'metadata', 'name')}-{text(owner, 'metadata', 'name')}-"
        for one in items(owner, "spec", "volumeClaimTemplates")
    )
    return mounted or any(name.startswith(start) and name.removeprefix(start).isdigit() for start in own)


def _fits(volume: Object, subject: Subject, name: str) -> bool:
    """Whether a volume in git is for the claim: reserved, or of its class, large enough and for its modes."""
    spec = mapping(volume, "spec")
    reserved = mapping(spec, "claimRef")
    if reserved:
        return (reserved.get("name"), reserved.get("namespace")) == (subject.identity.name, subject.identity.namespace)
    has, wants = (
        quantity(at(spec, "capacity", "storage")),
        quantity(at(subject.base, "spec", "resources", "requests", "storage")),
    )
    modes = {*sequence(subject.base, "spec", "accessModes")} <= {*sequence(spec, "accessModes")}
    return text(spec, "storageClassName") == name and has is not None and wants is not None and has >= wants and modes
