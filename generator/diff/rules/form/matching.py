"""Rules of admission: whether the API server asks a webhook, or a policy, about an object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diff.nouns import Subject
from generator.diff.rules.around import namespace_labels
from generator.diff.rules.form.plural import plural
from generator.kubernetes.reading import group, items, labels, mapping, sequence, text, version
from generator.kubernetes.selector import chooses

API = "admissionregistration.k8s.io"


def operation(subject: Subject) -> str:
    """What is asked of the API server."""
    return "CREATE" if subject.base is None else "UPDATE"


def is_asked(asking: Mapping[str, Any], subject: Subject, rules: str) -> bool:
    """Whether one with these rules and selectors is asked about the object."""
    if subject.identity.group == API or not any(_fits(rule, subject) for rule in items(asking, rules)):
        return False
    space = mapping(asking, "namespaceSelector")
    if subject.identity.namespace and not chooses(space, namespace_labels(subject)):
        return False
    return chooses(mapping(asking, "objectSelector"), labels(subject.head))


def _fits(rule: Mapping[str, Any], subject: Subject) -> bool:
    scope = text(rule, "scope") or "*"
    resources = ("*", "*/*", plural(subject.identity.kind))
    names = sequence(rule, "resourceNames")
    return (
        _has(rule, "apiGroups", group(subject.head))
        and _has(rule, "apiVersions", version(subject.head))
        and _has(rule, "operations", operation(subject))
        and any(one in resources for one in sequence(rule, "resources"))
        and (not names or subject.identity.name in names)
        and scope in ("*", "Namespaced" if subject.identity.namespace else "Cluster")
    )


def _has(rule: Mapping[str, Any], key: str, value: str) -> bool:
    return any(one in ("*", value) for one in sequence(rule, key))
