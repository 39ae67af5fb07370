"""How Argo CD writes an object: the way, and whether it deletes the old one first.

argo-cd gitops-engine/pkg/sync/sync_context.go applyObject: `Replace` beats server-side apply; `Force` counts on the
object alone, on either side, never in the Application's syncOptions; an object may opt out of server-side apply.
"""

from __future__ import annotations

from dataclasses import replace

from generator.diff import asked
from generator.diff.nouns import Object, Subject, Way
from generator.diff.sync.policy import Policy

NEVER_REPLACED = frozenset({"CustomResourceDefinition", "Namespace"})
RBAC = frozenset({"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"})


def way(policy: Policy, target: Object, live: Object | None) -> Way:
    """The way of one object, under this policy."""
    if policy.says("Replace=true") or asked.has(target, "Replace=true") or asked.has(live, "Replace=true"):
        return Way.REPLACE
    if asked.has(target, "ServerSideApply=false"):
        return Way.CLIENT
    by_server = policy.says("ServerSideApply=true") or asked.has(target, "ServerSideApply=true")
    return Way.SERVER if by_server else Way.CLIENT


def is_forced(target: Object, live: Object | None) -> bool:
    """Whether the object asks for deletion where it cannot be changed."""
    return asked.has(target, "Force=true") or asked.has(live, "Force=true")


def written(subject: Subject, before: Policy, after: Policy) -> Subject:
    """The subject with its way, and the way of before where that was another."""
    if subject.head is None:
        return subject
    now = way(after, subject.head, subject.base)
    was = way(before, subject.base, None) if subject.base is not None else now
    return replace(subject, way=now, was=was if was is not now else None)


def seen(subject: Subject, policy: Policy) -> Subject:
    """The subject as the comparison looks at it, which is not always as it is written.

    The API server's dry run applies on the server side, whoever owns the fields; a replacement is compared like an
    apply; what imitates server-side apply counts the fields of earlier applies as its own.
    """
    own = subject.was or subject.way
    earlier = Way.CLIENT if own is Way.REPLACE else own
    if policy.server_diff:
        return replace(subject, way=Way.SERVER, was=earlier if earlier is not Way.SERVER else None)
    if policy.merged_diff or (subject.way is Way.SERVER):
        return replace(subject, way=Way.SERVER, was=None)
    return replace(subject, way=Way.CLIENT, was=earlier if earlier is not Way.CLIENT else None)


def applied(subject: Subject) -> Subject:
    """The subject as the sync writes it: server-side apply takes over the fields of client-side applies first."""
    takes_over = subject.way is Way.SERVER and subject.was is Way.CLIENT
    return replace(subject, was=None) if takes_over else subject


def is_reconciled(subject: Subject) -> bool:
    """Whether `kubectl auth reconcile` writes it, which deletes and creates a binding of another role."""
    return subject.way is Way.CLIENT and subject.identity.kind in RBAC
