"""An Application's manifest -> what Argo CD reads for it: one folder of this repository, or why nobody can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from typing import Any

from generator.diff.nouns import Object
from generator.kubernetes.reading import mapping


@dataclass(frozen=True)
class Source:
    """One source of an Application."""

    path: str
    revision: str
    name: str
    """what Helm calls the release"""
    namespace: str
    application: str = ""
    """what Argo CD calls the Application"""
    values: tuple[str, ...] = ()
    """paths of values files in the repository, weakest first"""
    given: Mapping[str, Any] = field(default_factory=dict)
    """values that stand in the Application itself, over those of files"""
    is_patient: bool = False
    """a values file that is not there is none"""
    directory: Mapping[str, Any] = field(default_factory=dict)


def source(manifest: Object, repository: str) -> Source | str:
    """What Argo CD reads, or a sentence that says why that is not to be seen from here."""
    spec = mapping(manifest.get("spec"))
    several = spec.get("sources")
    if isinstance(several, list) and len(several) != 1:
        return f"it has {len(several)} sources, and `diff` reads one"
    one = mapping(several[0] if isinstance(several, list) else spec.get("source"))
    return elsewhere(one, repository) or _here(manifest, spec, one)


def elsewhere(one: Mapping[str, Any], repository: str) -> str:
    """Why a source is not to be seen from here; empty where it is."""
    if chart := one.get("chart"):
        return f"chart `{chart}` {one.get('targetRevision', '')} of `{one.get('repoURL', '')}` is remote"
    if repository and same_repository(str(one.get("repoURL", "")), repository) is False:
        return f"it lies in another repository, `{one.get('repoURL', '')}`"
    if one.get("plugin") or one.get("kustomize"):
        return f"it is rendered by {'a plugin' if one.get('plugin') else 'Kustomize'}"
    if mapping(one.get("helm")).get("parameters"):
        return "it sets single values by `helm.parameters`"
    return ""


def _here(manifest: Object, spec: Mapping[str, Any], one: Mapping[str, Any]) -> Source | str:
    path, helm = normpath(str(one.get("path") or ".")).lstrip("/"), mapping(one.get("helm"))
    values = [normpath(f"{path}/{name}") for name in helm.get("valueFiles") or () if isinstance(name, str)]
    if strange := [name for name in helm.get("valueFiles") or () if "$" in str(name) or "://" in str(name)]:
        return f"its values lie elsewhere, in `{strange[0]}`"
    given = helm.get("valuesObject") or {}
    if not given and helm.get("values"):
        return "it has values as text, `helm.values`"
    application = str(mapping(manifest.get("metadata")).get("name", ""))
    return Source(
        path=path,
        revision=str(one.get("targetRevision") or "HEAD"),
        name=str(helm.get("releaseName") or application),
        namespace=str(mapping(spec.get("destination")).get("namespace") or ""),
        application=application,
        values=tuple(values),
        given=mapping(given),
        is_patient=bool(helm.get("ignoreMissingValueFiles")),
        directory=mapping(one.get("directory")),
    )


def same_repository(one: str, other: str) -> bool:
    """Whether two addresses are the same repository to Argo CD: it overlooks case and `.git`."""
    return _plain(one) == _plain(other)


def _plain(address: str) -> str:
    return address.strip().lower().rstrip("/").removesuffix(".git")
