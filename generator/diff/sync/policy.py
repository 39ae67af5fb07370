"""An Application's manifest -> what it lets Argo CD do.

Of which side a thing is read: the Application's own options count as head says them, as soon as Argo CD has the new
manifest. What stands on an object about pruning and deletion, and an Application's finalizers, are read from the
cluster, which is as the base says; `Replace` and `Force` count on either side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.diff import asked
from generator.diff.nouns import Object
from generator.kubernetes.reading import mapping, notes

CASCADE = "resources-finalizer.argocd.argoproj.io"
CASCADING = (CASCADE, f"{CASCADE}/foreground", f"{CASCADE}/background")
HERE = "https://kubernetes.default.svc"
RETRIES = 5
PATHS = "argocd.argoproj.io/manifest-generate-paths"


@dataclass(frozen=True)
class Policy:
    """One Application at one revision."""

    automated: bool = False
    prune: bool = False
    heals: bool = False
    allow_empty: bool = False
    options: tuple[str, ...] = ()
    server_diff: bool = False
    """the comparison asks the API server, which shows a refusal before anything is applied"""
    merged_diff: bool = False
    """the comparison imitates server-side apply"""
    cascades: bool = False
    """when it is deleted, its objects go too"""
    project: str = "default"
    server: str = HERE
    namespace: str = ""
    retries: int = RETRIES
    """how often a failed sync is tried again; without end where it is below zero"""
    by_paths: bool = False
    """a commit that touches none of its paths counts as no new one"""

    def says(self, option: str) -> bool:
        """Whether its syncOptions have this."""
        return option in self.options


def policy(manifest: Object) -> Policy:
    """What an Application lets Argo CD do."""
    spec = mapping(manifest.get("spec"))
    sync = mapping(spec.get("syncPolicy"))
    automated = sync.get("automated")
    auto = mapping(automated)
    listed = tuple(str(one).strip() for one in sync.get("syncOptions") or ())
    compared = asked.listed(manifest, asked.COMPARE)
    server_side = "ServerSideApply=true" in listed
    asks = (server_side or "ServerSideDiff=true" in compared) and "ServerSideDiff=false" not in compared
    finalizers = mapping(manifest.get("metadata")).get("finalizers") or ()
    destination = mapping(spec.get("destination"))
    return Policy(
        automated=isinstance(automated, Mapping) and auto.get("enabled") is not False,
        prune=auto.get("prune") is True,
        heals=auto.get("selfHeal") is True,
        allow_empty=auto.get("allowEmpty") is True,
        options=listed,
        server_diff=asks,
        merged_diff=server_side and not asks,
        cascades=any(one in CASCADING for one in finalizers),
        project=str(spec.get("project") or "default"),
        server=_server(destination),
        namespace=str(destination.get("namespace") or ""),
        retries=_retries(sync),
        by_paths=PATHS in notes(manifest),
    )


def _retries(sync: Mapping[str, Any]) -> int:
    """How often a failed sync is tried again: where nothing is said, five times."""
    found = mapping(sync.get("retry")).get("limit", 0 if isinstance(sync.get("retry"), Mapping) else RETRIES)
    return found if isinstance(found, int) else RETRIES


def sources(manifest: Object) -> list[Mapping[str, Any]]:
    """Where an Application reads from."""
    spec = mapping(manifest.get("spec"))
    many = spec.get("sources")
    found = many if isinstance(many, list) and many else [spec.get("source")]
    return [one for one in found if isinstance(one, Mapping)]


def _server(destination: Mapping[str, Any]) -> str:
    """The cluster; one that has only a name is called by it."""
    if server := destination.get("server"):
        return str(server)
    name = str(destination.get("name") or "")
    return HERE if name in ("", "in-cluster") else name
