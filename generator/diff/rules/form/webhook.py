"""Admission webhooks that answer for an object, and whose Service is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Identity, Rule, Subject
from generator.diff.rules.around import namespace_labels, there
from generator.diff.rules.form.plural import plural
from generator.diff.rules.form.selector import matches
from generator.diff.rules.reading import at, group, items, labels, mapping, text, values, version

KINDS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
API = "admissionregistration.k8s.io"
WHOLE = frozenset({"ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "Namespace", "PersistentVolume"})


def _unanswered(subject: Subject) -> Iterator[Hit]:
    if subject.head is None or subject.identity.group == API:
        return
    every = [one for kind in KINDS for one in there(subject, kind, API)]
    for identity, webhook in ((name, hook) for name, found in every for hook in items(found, "webhooks")):
        if _asks(webhook, subject) and (gone := _gone(webhook, subject)):
            who = f"the webhook `{text(webhook, 'name')}` of `{identity}`"
            yield Hit(f"{who} must answer, and its Service `{gone}` is not there")


def _gone(webhook: Mapping[str, Any], subject: Subject) -> str:
    """The Service that is asked, where it is not in git any more, or never was."""
    service = mapping(webhook, "clientConfig", "service")
    name, space = text(service, "name"), text(service, "namespace")
    if at(webhook, "failurePolicy") == "Ignore" or not name:
        return ""
    identity = Identity("", "Service", space, name)
    known = {one for one in subject.around.head if one.kind == "Service"}
    anywhere = {(one.namespace or subject.identity.namespace, one.name) for one in known}
    return "" if identity in known or (space, name) in anywhere else name


def _asks(webhook: Mapping[str, Any], subject: Subject) -> bool:
    """Whether the API server asks this webhook about the object."""
    if values(webhook, "matchConditions"):
        return False  # what they say is not read here
    head: Any = subject.head
    if not any(_rules(rule, subject) for rule in items(webhook, "rules")):
        return False
    if subject.identity.kind not in WHOLE and not matches(
        mapping(webhook, "namespaceSelector"), namespace_labels(subject)
    ):
        return False
    return matches(mapping(webhook, "objectSelector"), labels(head))


def _rules(rule: Mapping[str, Any], subject: Subject) -> bool:
    operation = "CREATE" if subject.base is None else "UPDATE"
    scope = text(rule, "scope") or "*"
    wanted = "Namespaced" if subject.identity.namespace else "Cluster"
    return (
        _in(rule, "apiGroups", group(subject.head))
        and _in(rule, "apiVersions", version(subject.head))
        and _in(rule, "operations", operation)
        and any(one in ("*", "*/*", plural(subject.identity.kind)) for one in values(rule, "resources"))
        and scope in ("*", wanted)
    )


def _in(rule: Mapping[str, Any], key: str, value: str) -> bool:
    return any(one in ("*", value) for one in values(rule, key))


RULES = (
    Rule(
        "O21",
        "X",
        "an admission webhook that must answer is not there",
        "set `failurePolicy: Ignore` until its Service is there, or remove the webhook first",
        _unanswered,
        proved=True,
    ),
)
