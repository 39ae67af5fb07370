"""Every place where a pod takes something from a ConfigMap or a Secret, and what git knows of the keys of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diff.nouns import Identity, Object
from generator.diff.rules.danger.once import once
from generator.diff.rules.danger.side import Side
from generator.diff.rules.pods import Container, Pod
from generator.kubernetes.reading import at, items, mapping, sequence, text

_KEYS = (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret"))
_WHOLE = (("configMapRef", "ConfigMap"), ("secretRef", "Secret"))
_VOLUMES = (("configMap", "ConfigMap", "name"), ("secret", "Secret", "secretName"))
_PROJECTED = (("configMap", "ConfigMap", "name"), ("secret", "Secret", "name"))

_MAKERS: Mapping[str, tuple[str, ...]] = {
    "Certificate": ("spec", "secretName"),
    "ExternalSecret": ("spec", "target", "name"),
    "SealedSecret": ("spec", "template", "metadata", "name"),
    "VaultStaticSecret": ("spec", "destination", "name"),
}
"""The kinds that make a Secret, and where each says its name, if it is not its own."""


@dataclass(frozen=True)
class Mention:
    """A ConfigMap or Secret that a pod takes from; `key` where it takes one alone."""

    kind: str
    name: str
    path: str
    key: str = ""
    fixed: bool = True
    """read once, when the pod starts; files of a whole volume follow by themselves"""
    optional: bool = False


def mentions(pod: Pod) -> Iterator[Mention]:
    """All of a pod."""
    for container in pod.containers:
        yield from _variables(container)
    for volume in items(pod.spec, "volumes"):
        path = f"{pod.path}.volumes[{text(volume, 'name')}]"
        fixed = any(_is_part(container, text(volume, "name")) for container in pod.containers)
        yield from _files(volume, path, _VOLUMES, fixed=fixed)
        for source in items(volume, "projected", "sources"):
            yield from _files(source, f"{path}.projected", _PROJECTED, fixed=fixed)


def _variables(container: Container) -> Iterator[Mention]:
    for variable in items(container.body, "env"):
        path = f"{container.path}.env[{text(variable, 'name')}]"
        for field, kind in _KEYS:
            if reference := mapping(variable, "valueFrom", field):
                optional = reference.get("optional") is True
                yield Mention(kind, text(reference, "name"), path, text(reference, "key"), optional=optional)
    for source in items(container.body, "envFrom"):
        for field, kind in _WHOLE:
            if reference := mapping(source, field):
                optional = reference.get("optional") is True
                yield Mention(kind, text(reference, "name"), f"{container.path}.envFrom", optional=optional)


def _is_part(container: Container, volume: str) -> bool:
    mounts = [mount for mount in items(container.body, "volumeMounts") if text(mount, "name") == volume]
    return any("subPath" in mount or "subPathExpr" in mount for mount in mounts)


def _files(
    holder: Mapping[str, Any], path: str, sources: tuple[tuple[str, str, str], ...], *, fixed: bool
) -> Iterator[Mention]:
    for field, kind, naming in sources:
        if reference := mapping(holder, field):
            optional = reference.get("optional") is True
            keys = [text(item, "key") for item in items(reference, "items")] or [""]
            for key in keys:
                yield Mention(kind, text(reference, naming), path, key, fixed, optional)


@once
def _makers(side: Side) -> Mapping[tuple[str, str, str], list[tuple[Identity, Object]]]:
    """What makes each ConfigMap and Secret: by kind, namespace and name."""
    found: dict[tuple[str, str, str], list[tuple[Identity, Object]]] = {}
    for kind in ("ConfigMap", "Secret"):
        for identity, body in side.of(kind):
            found.setdefault((kind, identity.namespace, identity.name), []).append((identity, body))
    for maker, way in _MAKERS.items():
        for identity, body in side.of(maker):
            name = text(body, *way) or identity.name
            found.setdefault(("Secret", identity.namespace, name), []).append((identity, body))
    return found


def makers(side: Side, kind: str, namespace: str, name: str) -> list[tuple[Identity, Object]]:
    """What makes a ConfigMap or Secret, as far as git says."""
    return _makers(side).get((kind, namespace, name), [])


def keys(identity: Identity, body: Object) -> frozenset[str] | None:
    """The keys that it has; None where git cannot tell."""
    if identity.kind in ("ConfigMap", "Secret"):
        fields = ("data", "binaryData", "stringData")
        return frozenset(key for field in fields for key in mapping(body, field))
    if identity.kind == "SealedSecret":
        return frozenset(mapping(body, "spec", "encryptedData"))
    if identity.kind == "ExternalSecret" and not sequence(body, "spec", "dataFrom"):
        template = at(body, "spec", "target", "template")
        made = frozenset(mapping(template, "data"))
        if sequence(template, "templateFrom"):
            return None
        listed = frozenset(text(item, "secretKey") for item in items(body, "spec", "data"))
        return made if made and text(template, "mergePolicy") != "Merge" else made | listed
    return None
