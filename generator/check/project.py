"""AppProjects: each Application keeps to what its project allows: repository, destination, kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.check.advice import did_you_mean
from generator.check.application import sources, synced
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.resource import WITHOUT_NAMESPACE, Resource
from generator.kubernetes.reading import mapping, numbered, sequence, text

Rights = Mapping[str, Sequence[tuple[str, str, str]]]
"""A list of an AppProject -> what it names: group, kind, name."""


def projects(cluster: Cluster) -> Iterator[Finding]:
    """What Argo CD would refuse to sync; the project `default`, where nobody makes it, allows all."""
    for application in cluster.of("Application"):
        name = text(application.spec, "project")
        project = cluster.named("AppProject", application.namespace, name)
        if project is None:
            if name != "default":
                message = f"{application} belongs to the project `{name}`, which is not there"
                hint = did_you_mean(
                    name, cluster.names("AppProject", application.namespace), f"add the AppProject `{name}`"
                )
                yield application.finding(("spec", "project"), "project-unknown", message, hint)
            continue
        yield from _sources(application, project)
        yield from _destination(application, project)
        for rendered in synced(cluster, application):
            yield from _objects(application, project, cluster.within(rendered.release))


def _sources(application: Resource, project: Resource) -> Iterator[Finding]:
    allowed = [str(one) for one in sequence(project.spec, "sourceRepos")]
    for path, source in sources(application):
        url = text(source, "repoURL")
        if not _is_allowed(url, allowed, "/"):
            message = f"{application} reads `{url}`, which its project `{project.name}` does not allow"
            known = [one for one in allowed if not one.startswith("!")]
            hint = did_you_mean(url, known, "add it to `sourceRepos` of the project")
            yield application.finding((*path, "repoURL"), "project-refuses-repository", message, hint)


def _destination(application: Resource, project: Resource) -> Iterator[Finding]:
    destination = mapping(application.spec, "destination")
    if not _is_reachable(project, destination, text(destination, "namespace")):
        where = text(destination, "server") or text(destination, "name")
        message = (
            f"{application} goes to `{text(destination, 'namespace')}` on `{where}`,"
            f" which its project `{project.name}` does not allow"
        )
        hint = "add it to `destinations` of the project"
        yield application.finding(("spec", "destination"), "project-refuses-destination", message, hint)


def _objects(application: Resource, project: Resource, objects: Sequence[Resource]) -> Iterator[Finding]:
    destination, rights = mapping(application.spec, "destination"), _rights(project)
    told: set[tuple[str, str]] = set()
    for one in objects:
        if (one.group, one.kind) not in told and not _is_permitted(rights, one):
            told.add((one.group, one.kind))
            message = (
                f"{one} is of the kind `{one.version}/{one.kind}`, which the project `{project.name}` does not allow"
            )
            field = "clusterResourceWhitelist" if one.kind in WITHOUT_NAMESPACE else "namespaceResourceWhitelist"
            yield one.finding(("kind",), "project-refuses-kind", message, f"add it to `{field}` of the project")
        is_told = one.namespace in ("", text(destination, "namespace"))
        if not is_told and not _is_reachable(project, destination, one.namespace):
            message = (
                f"{one} goes to the namespace `{one.namespace}`, which the project `{project.name}` does not allow"
            )
            hint = "add it to `destinations` of the project"
            yield one.finding(("metadata", "namespace"), "project-refuses-destination", message, hint)


def _rights(project: Resource) -> Rights:
    """A list of allowed cluster-scoped kinds that is missing allows none, one of namespaced kinds allows all."""
    fields = [f"{scope}Resource{colour}list" for scope in ("cluster", "namespace") for colour in ("White", "Black")]
    rights = {field: [_entry(entry) for _, entry in numbered(project.spec, field)] for field in fields}
    if project.spec.get("namespaceResourceWhitelist") is None:
        rights["namespaceResourceWhitelist"] = [("*", "*", "*")]
    return rights


def _entry(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    return text(entry, "group"), text(entry, "kind"), text(entry, "name") or "*"


def _is_permitted(rights: Rights, one: Resource) -> bool:
    scope = "cluster" if one.kind in WITHOUT_NAMESPACE else "namespace"
    return _lists(rights[f"{scope}ResourceWhitelist"], one) and not _lists(rights[f"{scope}ResourceBlacklist"], one)


def _lists(entries: Sequence[tuple[str, str, str]], one: Resource) -> bool:
    return any(
        _matches(one.kind, kind, "") and _matches(one.group, group, "") and _matches(one.name, name, "")
        for group, kind, name in entries
    )


def _is_reachable(project: Resource, destination: Mapping[str, Any], namespace: str) -> bool:
    """One entry fits in cluster and namespace, and none forbids."""
    key = "server" if destination.get("server") else "name"
    fits = False
    for _, entry in numbered(project.spec, "destinations"):
        cluster, space = text(entry, key), text(entry, "namespace")
        at_cluster, at_space = _matches(text(destination, key), cluster, ""), _matches(namespace, space, "")
        denied = (space.startswith("!") and at_space and at_cluster) or (cluster.startswith("!") and at_cluster)
        if denied:
            return False
        fits = fits or (at_cluster and at_space)
    return fits


def _is_allowed(value: str, patterns: list[str], separator: str) -> bool:
    """One pattern fits, and none that begins with `!` does."""
    denied = any(_matches(value, one, separator) for one in patterns if one.startswith("!"))
    return not denied and any(_matches(value, one, separator) for one in patterns if not one.startswith("!"))


def _matches(value: str, pattern: str, separator: str) -> bool:
    """Argo CD's globs: `*` stops at the separator unless it stands alone; a leading `!` is looked through."""
    pattern = pattern.removeprefix("!")
    if pattern == "*" or pattern == value:
        return True
    if "*" not in pattern and "?" not in pattern:
        return False
    any_but = f"[^{re.escape(separator)}]" if separator else "."
    expression = "".join(
        ".*" if part == "**" else f"{any_but}*" if part == "*" else any_but if part == "?" else re.escape(part)
        for part in re.split(r"(\*\*|\*|\?)", pattern)
    )
    return re.fullmatch(expression, value) is not None
