"""ServiceAccounts, by which pods are known to AWS."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.danger.side import sides
from generator.diff.rules.danger.words import listed, named, shown, went
from generator.diff.rules.pods import both
from generator.kubernetes.reading import note, text

_ROLE = "eks.amazonaws.com/role-arn"


def _another_role(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind != "ServiceAccount" or subject.base is None or subject.head is None:
        return
    old, new = note(subject.base, _ROLE), note(subject.head, _ROLE)
    if old and old != new:
        head = sides(subject.around).head
        users = [
            owner
            for owner, pod in head.pods.get(subject.identity.namespace, ())
            if text(pod.spec, "serviceAccountName") == subject.identity.name
        ]
        who = f" of {listed(users)}" if users else ""
        path = f"metadata.annotations[{_ROLE}]"
        yield Hit(
            f"new pods{who} act in AWS as another role, or as none: {went(path, old, new)}; those that run keep the "
            "old one until they are replaced",
            path,
        )


def _another_account(subject: Subject) -> Iterator[Hit]:
    found = both(subject)
    if found is None:
        return
    old, new = (text(pod.spec, "serviceAccountName") for pod in found)
    if new and old not in ("", new):
        path = f"{found[1].path}.serviceAccountName"
        yield Hit(
            f"{named(subject.identity)} runs as another ServiceAccount: {went(path, old, new)}; a role of AWS that "
            "trusts the old name, and a Pod Identity association with it, no longer hold",
            path,
        )


def _kept_by_its_alias(subject: Subject) -> Iterator[Hit]:
    found = both(subject)
    if found is None:
        return
    old, new = (text(pod.spec, "serviceAccountName") for pod in found)
    if old not in ("", "default") and not new and not text(found[1].spec, "serviceAccount"):
        yield Hit(
            f"{named(subject.identity)} keeps the ServiceAccount {shown(old)}: out of git is not enough, its old alias "
            "`serviceAccount` holds the name in the cluster",
            f"{found[1].path}.serviceAccountName",
        )


RULES = (
    Rule(
        "O22",
        "O",
        "pods act in AWS as another role, or as none",
        "give the new role all that the old one may do, and let it trust this ServiceAccount, before you merge",
        _another_role,
    ),
    Rule(
        "O22b",
        "O",
        "pods run as another ServiceAccount, which AWS may not know",
        "let the role trust the new name, or move the Pod Identity association, before you merge",
        _another_account,
    ),
    Rule(
        "O22c",
        "I",
        "`serviceAccountName` leaves git, and nothing changes",
        "write `serviceAccountName: default` if that is meant",
        _kept_by_its_alias,
        proved=True,
    ),
)
