"""Target -> root.yaml: the one file that is applied by hand, once a cluster; it creates every Application and project.

Root reads the folder it lies in, but only `projects/` and `apps/` of it: an `include` glob is matched against the whole
path relative to the source's folder, without separators, so `*` crosses `/` and the pattern is anchored at both ends
(argo-cd reposerver/repository/repository.go getPotentiallyValidManifestFile, util/glob). So root.yaml, settings/,
platform/, routes/ and addons/<name>/apps/ never match, whatever they hold.

No finalizer: deleting root by mistake takes no Application along. No `PruneLast`: an Application that stays degraded
must not keep a removed one alive. Retries have no limit: without them root gives up on a commit for good as soon as one
child is degraded for some minutes, and an empty cluster would never fill.
"""

from __future__ import annotations

from typing import Any

from generator import names
from generator.argocd.applications import BACKOFF, GENERATE_PATHS, HISTORY, subscriptions
from generator.argocd.projects import root_project
from generator.argocd.target import Target

INCLUDE = "{projects/*,apps/*}"
FOREVER = -1


def root(target: Target) -> list[dict[str, Any]]:
    """The documents of root.yaml: root's project, then root."""
    return [root_project(target), root_application(target)]


def root_application(target: Target) -> dict[str, Any]:
    """The Application of Applications. It follows the repository's revision, so that an environment's pin can move."""
    environment = target.environment
    annotations = {GENERATE_PATHS: "projects;apps", **subscriptions(target)}
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {
            "name": names.application("root", target.name),
            "namespace": target.home,
            "annotations": annotations,
        },
        "spec": {
            "project": names.root_project(target.platform, target.name),
            "source": {
                "repoURL": target.repository,
                "targetRevision": environment.repository.revision,
                "path": target.folder,
                "directory": {"recurse": True, "include": INCLUDE},
            },
            "destination": target.destination(target.home),
            "syncPolicy": {
                "automated": {"prune": True, "selfHeal": True},
                "syncOptions": ["FailOnSharedResource=true"],
                "retry": {"limit": FOREVER, "backoff": dict(BACKOFF), "refresh": True},
            },
            "revisionHistoryLimit": HISTORY,
        },
    }
