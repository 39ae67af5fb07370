"""Which objects Argo CD runs as hooks, in which phases, and when it deletes them.

argo-cd gitops-engine/pkg/sync/hook: an annotation of Argo CD's own switches off Helm's on the same object; a hook of no
known type (Helm's `test`) is left out of everything.
"""

from __future__ import annotations

from generator.diff import asked
from generator.diff.nouns import Object
from generator.kubernetes.reading import notes

ARGO = "argocd.argoproj.io/hook"
HELM = "helm.sh/hook"
PHASES = {"PreSync": -1, "Sync": 0, "PostSync": 1, "SyncFail": 2}
KNOWN = frozenset({*PHASES, "Skip"})
OF_HELM = {
    "pre-install": "PreSync",
    "pre-upgrade": "PreSync",
    "post-install": "PostSync",
    "post-upgrade": "PostSync",
}
POLICIES = {
    "BeforeHookCreation": "BeforeHookCreation",
    "HookSucceeded": "HookSucceeded",
    "HookFailed": "HookFailed",
    "before-hook-creation": "BeforeHookCreation",
    "hook-succeeded": "HookSucceeded",
    "hook-failed": "HookFailed",
}
DELETION = {ARGO: {"PreDelete": "PreDelete", "PostDelete": "PostDelete"}, HELM: {"pre-delete": "PreDelete"}}


def types(manifest: Object | None) -> tuple[str, ...]:
    """The types of hook that an object has."""
    own = tuple(one for one in asked.listed(manifest, ARGO) if one in KNOWN)
    if own:
        return own
    return tuple(dict.fromkeys(OF_HELM[one] for one in asked.listed(manifest, HELM) if one in OF_HELM))


def is_skipped(manifest: Object | None) -> bool:
    """Whether Argo CD shows an object and never applies it."""
    return types(manifest) == ("Skip",)


def is_hook(manifest: Object | None) -> bool:
    """Whether an object is a hook, of a known type or not."""
    found = notes(manifest)
    if ARGO in found:
        return not is_skipped(manifest)
    return HELM in found and found[HELM] != "crd-install"


def is_left_out(manifest: Object | None) -> bool:
    """Whether an object is a hook of no sync: Helm's tests, and what runs before or after a deletion."""
    return is_hook(manifest) and not any(one in PHASES for one in types(manifest))


def phases(manifest: Object | None) -> tuple[int, ...]:
    """The phases that an object is applied in: before (-1), with (0), after (1) the rest, or upon failure (2)."""
    if is_skipped(manifest):
        return ()
    if not is_hook(manifest):
        return (0,)
    return tuple(sorted({PHASES[one] for one in types(manifest) if one in PHASES}))


def runs_on_deletion(manifest: Object | None) -> str:
    """`PreDelete` or `PostDelete`, where an object is a hook of its Application's deletion."""
    for key, words in DELETION.items():
        for one in asked.listed(manifest, key):
            if one in words:
                return words[one]
    return "PostDelete" if "post-delete" in asked.listed(manifest, HELM) else ""


def policies(manifest: Object | None) -> frozenset[str]:
    """When a hook is deleted; before it is created anew, where it does not say."""
    keys = ("argocd.argoproj.io/hook-delete-policy", "helm.sh/hook-delete-policy")
    found = {POLICIES[one] for key in keys for one in asked.listed(manifest, key) if one in POLICIES}
    return frozenset(found or {"BeforeHookCreation"})


def name_of(phase: int) -> str:
    """The word for a phase."""
    return next(word for word, number in PHASES.items() if number == phase)
