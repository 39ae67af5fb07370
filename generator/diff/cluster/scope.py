"""A manifest -> the object that Argo CD looks for: its namespace, and what makes two objects the same one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from generator.diff.nouns import Identity, Object
from generator.kubernetes.reading import group, mapping, text
from generator.kubernetes.scope import CLUSTER_SCOPED, is_told

ARGO = "argoproj.io"
Scopes = Mapping[tuple[str, str], bool]
"""(group, kind) -> whether a namespace holds it, as definitions in git say."""
NOTHING_KNOWN: Scopes = MappingProxyType({})


def kind_of(manifest: Object) -> tuple[str, str]:
    """Group and kind."""
    return group(manifest), str(manifest.get("kind") or "")


def metadata(manifest: Object) -> dict[str, Any]:
    """The metadata of a manifest, empty where there is none."""
    return dict(mapping(manifest, "metadata"))


def scopes(manifests: Iterable[Object]) -> Scopes:
    """What the definitions among these manifests say of their kinds."""
    found = {}
    for manifest in manifests:
        if manifest.get("kind") == "CustomResourceDefinition":
            spec = mapping(manifest, "spec")
            found[text(spec, "group"), text(spec, "names", "kind")] = spec.get("scope") != "Cluster"
    return found


def is_custom(manifest: Object) -> bool:
    """Whether only a definition says where an object's kind lives; a list of objects may hold such ones."""
    return not is_told(group(manifest)) or str(manifest.get("kind")).endswith("List")


def namespaced(kind: tuple[str, str], known: Scopes) -> bool:
    """Whether a namespace holds objects of this kind; so it is of kinds that nobody knows."""
    return known.get(kind, kind not in CLUSTER_SCOPED)


def identity(manifest: Object, namespace: str = "", known: Scopes = NOTHING_KNOWN) -> Identity:
    """What an object is to Kubernetes; `namespace` is that of an object that names none.

    One without a name gets one from the server each time: it goes by what that begins with, and a star.
    """
    kind, meta = kind_of(manifest), mapping(manifest, "metadata")
    home = str(meta.get("namespace") or namespace) if namespaced(kind, known) else ""
    begins = f"{meta['generateName']}*" if meta.get("generateName") else ""
    return Identity(*kind, home, str(meta.get("name") or begins))


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
