"""Argo CD Applications: what each would sync is here, and no two sync the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding, Path
from generator.check.resource import Resource
from generator.kubernetes.reading import at, mapping, numbered, sequence, text
from generator.nouns import Rendered

Source = Mapping[str, Any]


def sources(application: Resource) -> Iterator[tuple[Path, Source]]:
    """The sources of an Application, each with its path."""
    single = at(application.spec, "source")
    if isinstance(single, dict):
        yield ("spec", "source"), single
    for position, source in numbered(application.spec, "sources"):
        yield ("spec", "sources", position), source


def synced(cluster: Cluster, application: Resource) -> Iterator[Rendered]:
    """The releases of the environment that an Application syncs."""
    paths = {_folder(source) for _, source in sources(application)} - {""}
    for rendered in cluster.rendered:
        if rendered.release.path in paths:
            yield rendered


def applications(cluster: Cluster) -> Iterator[Finding]:
    """Applications whose folder or values nobody writes; sources of another repository are not ours to know."""
    folders = {rendered.release.path: rendered for rendered in cluster.rendered}
    ours = {
        text(source, "repoURL")
        for one in cluster.of("Application")
        for _, source in sources(one)
        if _is_known(source, folders)
    }
    for application in cluster.of("Application"):
        for path, source in sources(application):
            if _folder(source) and text(source, "repoURL") in ours:
                yield from _source(application, path, source, folders)


def _source(application: Resource, path: Path, source: Source, folders: Mapping[str, Rendered]) -> Iterator[Finding]:
    folder = _folder(source)
    if folder in folders:
        yield from _values(application, path, source, folders[folder])
    elif not _holds(folders, folder):
        message = f"{application} syncs the folder `{folder}`, which no release comes from"
        hint = did_you_mean(folder, folders, "name the folder of a chart or of manifests")
        yield application.finding((*path, "path"), "application-path-unknown", message, hint)


def _values(application: Resource, path: Path, source: Source, rendered: Rendered) -> Iterator[Finding]:
    """The values files are the release's; only then was what Argo CD would apply looked at."""
    given = sequence(mapping(source, "helm"), "valueFiles")
    if list(given) != list(rendered.release.values):
        found = ", ".join(f"`{one}`" for one in given) or "none"
        wanted = ", ".join(f"`{one}`" for one in rendered.release.values) or "none"
        message = f"{application} takes the values files {found}, but its release was rendered with {wanted}"
        yield application.finding(
            (*path, "helm", "valueFiles"), "application-values-differ", message, "make them equal"
        )


def _folder(source: Source) -> str:
    return "" if source.get("chart") else text(source, "path").strip("/")


def _is_known(source: Source, folders: Mapping[str, Rendered]) -> bool:
    folder = _folder(source)
    return bool(folder) and _holds(folders, folder)


def _holds(folders: Mapping[str, Rendered], folder: str) -> bool:
    """Whether a release comes from the folder, or from one inside it (the root's)."""
    return folder in folders or any(one.startswith(f"{folder}/") for one in folders)
