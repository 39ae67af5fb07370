"""Every place where a pod names a ConfigMap or a Secret, and the keys that it takes from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.check.finding import Path
from generator.check.pod import Container, Pod
from generator.kubernetes.reading import at, mapping, numbered, text

Source = tuple[str, str, str]
ENVIRONMENT: tuple[Source, ...] = (
    ("configMapKeyRef", "ConfigMap", "name"),
    ("secretKeyRef", "Secret", "name"),
)
WHOLE: tuple[Source, ...] = (("configMapRef", "ConfigMap", "name"), ("secretRef", "Secret", "name"))
VOLUME: tuple[Source, ...] = (("configMap", "ConfigMap", "name"), ("secret", "Secret", "secretName"))
PROJECTED: tuple[Source, ...] = (("configMap", "ConfigMap", "name"), ("secret", "Secret", "name"))
"""The key of the reference, the kind it refers to, the key of the name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A ConfigMap or Secret by name at `path` of the pod's spec; each of `keys` with the path where it stands."""

    kind: str
    name: str
    path: Path
    keys: tuple[tuple[str, Path], ...] = ()


def mentions(pod: Pod) -> Iterator[Mention]:
    """What the pod cannot start without; optional references are left out."""
    for position, secret in numbered(pod.spec, "imagePullSecrets"):
        yield Mention("Secret", text(secret, "name"), ("imagePullSecrets", position, "name"))
    for position, volume in numbered(pod.spec, "volumes"):
        yield from _listed(volume, ("volumes", position), VOLUME)
        for index, source in numbered(mapping(volume, "projected"), "sources"):
            yield from _listed(source, ("volumes", position, "projected", "sources", index), PROJECTED)
    for container in pod.containers:
        yield from _environment(container)
        yield from _mounted(pod, container)


def _environment(container: Container) -> Iterator[Mention]:
    for position, variable in numbered(container.body, "env"):
        value = variable.get("valueFrom")
        for key, kind, _ in ENVIRONMENT if isinstance(value, dict) else ():
            reference = at(value, key)
            if isinstance(reference, dict) and reference.get("optional") is not True:
                place = (*container.path, "env", position, "valueFrom", key)
                keys = ((text(reference, "key"), (*place, "key")),)
                yield Mention(kind, text(reference, "name"), (*place, "name"), keys)
    for position, source in numbered(container.body, "envFrom"):
        yield from _listed(source, (*container.path, "envFrom", position), WHOLE)


def _listed(holder: Mapping[str, Any], path: Path, sources: tuple[Source, ...]) -> Iterator[Mention]:
    for key, kind, naming in sources:
        reference = holder.get(key)
        if isinstance(reference, dict) and reference.get("optional") is not True:
            place = (*path, key)
            items = tuple(
                (text(item, "key"), (*place, "items", position, "key"))
                for position, item in numbered(reference, "items")
            )
            yield Mention(kind, text(reference, naming), (*place, naming), items)


def _mounted(pod: Pod, container: Container) -> Iterator[Mention]:
    """A `subPath` of such a volume is one of its keys, unless the volume has other names for them."""
    mounts = [(position, mount) for position, mount in numbered(container.body, "volumeMounts") if "subPath" in mount]
    volumes = {text(volume, "name"): volume for _, volume in numbered(pod.spec, "volumes")} if mounts else {}
    for position, mount in mounts:
        volume = mapping(volumes.get(text(mount, "name")))
        for key, kind, naming in VOLUME:
            reference = mapping(volume, key)
            if reference and reference.get("optional") is not True and "items" not in reference:
                place = (*container.path, "volumeMounts", position, "subPath")
                yield Mention(kind, text(reference, naming), place, ((text(mount, "subPath"), place),))
