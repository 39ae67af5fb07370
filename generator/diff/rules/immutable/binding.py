"""RoleBindings: the role that they give is fixed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import pair

KINDS = ("ClusterRoleBinding", "RoleBinding")
"""Argo CD makes these anew where it writes them with client-side apply (`kubectl auth reconcile`)."""
API = "rbac.authorization.k8s.io"


def _role(subject: Subject) -> Iterator[Hit]:
    if both := pair(subject, *KINDS):
        before, after = ({"apiGroup": API, **(side.get("roleRef") or {})} for side in both)
        if before != after:
            yield Hit("the role that a binding gives cannot be changed", "roleRef")


RULES = (
    Rule(
        "I12",
        "X",
        "the role of a binding cannot be changed",
        "give the binding a new name, so that the old one is deleted",
        _role,
        proved=True,
    ),
)
