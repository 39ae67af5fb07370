"""A manifest -> the object that Argo CD looks for: its namespace, and what makes two objects the same one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generator.diff.compare.identity import CLUSTER_SCOPED, group_of
from generator.diff.nouns import Identity, Object

ARGO = "argoproj.io"
Scopes = Mapping[tuple[str, str], bool]
"""(group, kind) -> whether a namespace holds it, as definitions in git say."""
NOTHING_KNOWN: Scopes = MappingProxyType({})


def kind_of(manifest: Object) -> tuple[str, str]:
    """Group and kind."""
    return group_of(manifest), str(manifest.get("kind", ""))


def metadata(manifest: Object) -> dict[str, Any]:
    """The metadata of a manifest, empty where there is none."""
    found = manifest.get("metadata")
    return dict(found) if isinstance(found, Mapping) else {}


def scopes(manifests: Iterable[Object]) -> dict[tuple[str, str], bool]:
    """What the definitions among these manifests say of their kinds."""
    found = {}
    for manifest in manifests:
        if manifest.get("kind") == "CustomResourceDefinition":
            spec = manifest.get("spec") or {}
            kind = str((spec.get("names") or {}).get("kind", ""))
            found[str(spec.get("group", "")), kind] = spec.get("scope") != "Cluster"
    return found


def namespaced(kind: tuple[str, str], known: Scopes) -> bool:
    """Whether a namespace holds objects of this kind; so it is of kinds that nobody knows."""
    return known.get(kind, kind not in CLUSTER_SCOPED)


def identity(manifest: Object, namespace: str = "", known: Scopes = NOTHING_KNOWN) -> Identity:
    """What an object is to Kubernetes; `namespace` is that of an object that names none."""
    group, kind = kind_of(manifest)
    meta = metadata(manifest)
    home = str(meta.get("namespace") or namespace) if namespaced((group, kind), known) else ""
    begins = f"{meta['generateName']}*" if meta.get("generateName") else ""
    return Identity(group, kind, home, str(meta.get("name") or begins))


def placed(manifests: Iterable[Object], namespace: str, known: Scopes) -> tuple[Object, ...]:
    """The objects that Argo CD would apply: in their namespaces, and of two that are the same one the last.

    It says so itself, as a warning of the Application (argo-cd controller/state.go NormalizeTargetObjects).
    """
    found: dict[Identity, Object] = {}
    for manifest in manifests:
        one = identity(manifest, namespace, known)
        meta = {key: value for key, value in metadata(manifest).items() if key != "namespace"}
        home = {"namespace": one.namespace} if one.namespace else {}
        found[one] = {**manifest, "metadata": {**meta, **home}}
    return tuple(found.values())
