"""AppProject -> what it permits: sources, destinations, kinds.

argo-cd pkg/apis/application/v1alpha1/app_project_types.go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from generator.diff.nouns import Identity, Object
from generator.diff.sync import policy as policies
from generator.diff.sync.policy import HERE, Policy

SPECIAL = re.compile(r"\*\*|\*|\?|\[!?[^\]]*\]|\{[^{}]*\}|.", re.S)


def objection(project: Object | None, application: Object) -> str:
    """Why a project lets nothing of an Application through; empty where it lets it."""
    if project is None:
        return ""
    name = project["metadata"]["name"]
    after = policies.policy(application)
    for source in policies.sources(application):
        url = str(source.get("repoURL", ""))
        if not _source(project, url):
            return f"repository {url} is not permitted in project {name}"
    if not permits_destination(project, after, after.namespace):
        return f"destination {after.namespace} of {after.server} is not permitted in project {name}"
    return ""


def permits_kind(project: Object | None, one: Identity) -> bool:
    """Whether objects of this kind may be there; names count for what no namespace holds."""
    if project is None:
        return True
    spec = _spec(project)
    if one.namespace:
        white, black = spec.get("namespaceResourceWhitelist"), spec.get("namespaceResourceBlacklist")
        return (white is None or _listed(one, white)) and not _listed(one, black)
    white, black = spec.get("clusterResourceWhitelist"), spec.get("clusterResourceBlacklist")
    return _listed(one, white) and not _listed(one, black)


def permits_destination(project: Object | None, where: Policy, namespace: str) -> bool:
    """Whether objects may go to this namespace of this cluster."""
    if project is None:
        return True
    found = False
    for item in _spec(project).get("destinations") or ():
        server, home = str(item.get("server") or ""), str(item.get("namespace") or "")
        named = str(item.get("name") or "")
        by_name = matches(named, "in-cluster" if where.server == HERE else where.server)
        by_server, by_home = matches(server, where.server), matches(home, namespace)
        if (by_server or by_name) and by_home:
            found = True
        elif (server.startswith("!") and not by_server and by_home) or (
            home.startswith("!") and not by_home and by_server
        ):
            return False
    return found


def permits(project: Object | None, where: Policy, one: Identity) -> bool:
    """Whether an object may be there: its kind and its namespace."""
    return permits_kind(project, one) and (not one.namespace or permits_destination(project, where, one.namespace))


def matches(pattern: str, text: str, separator: str = "") -> bool:
    """Whether a glob matches; `!` before it turns the answer round."""
    if pattern.startswith("!"):
        return not matches(pattern[1:], text, separator)
    return pattern == "*" or _compiled(pattern, separator).fullmatch(text) is not None


@cache
def _compiled(pattern: str, separator: str) -> re.Pattern[str]:
    any_but = f"[^{re.escape(separator)}]*" if separator else ".*"
    parts = []
    for piece in SPECIAL.findall(pattern):
        if piece == "*":
            parts.append(any_but)
        elif piece in ("**", "?"):
            parts.append(".*" if piece == "**" else ".")
        elif piece.startswith("[") and len(piece) > 2:
            parts.append("[^" + piece[2:] if piece.startswith("[!") else piece)
        elif piece.startswith("{") and len(piece) > 1:
            inside = (_compiled(one, separator).pattern for one in piece[1:-1].split(","))
            parts.append(f"(?:{'|'.join(inside)})")
        else:
            parts.append(re.escape(piece))
    return re.compile("".join(parts), re.S)


def _source(project: Object, url: str) -> bool:
    found = False
    for pattern in _spec(project).get("sourceRepos") or ():
        if matches(_plain(str(pattern)), _plain(url), "/"):
            found = True
        elif str(pattern).startswith("!"):
            return False
    return found


def _plain(url: str) -> str:
    return url.strip().lower().removesuffix("/").removesuffix(".git")


def _listed(one: Identity, entries: Iterable[Mapping[str, Any]] | None) -> bool:
    return any(
        matches(str(entry.get("kind") or ""), one.kind)
        and matches(str(entry.get("group") or ""), one.group)
        and (one.namespace or not entry.get("name") or matches(str(entry["name"]), one.name))
        for entry in entries or ()
    )


def _spec(project: Object) -> Mapping[str, Any]:
    found = project.get("spec")
    return found if isinstance(found, Mapping) else {}
