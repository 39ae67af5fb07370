"""Roles and bindings: who may do more than before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Object, Rule, Subject
from generator.diff.rules.danger.words import joined, listed, named, shown
from generator.kubernetes.reading import items, text, texts

_ROLES = ("ClusterRole", "Role")
_BINDINGS = ("ClusterRoleBinding", "RoleBinding")
_WORDS = {
    "resources": "all resources",
    "verbs": "all verbs",
    "apiGroups": "all API groups",
}
_RISING = ("bind", "escalate", "impersonate")
_READING = frozenset({"get", "list", "watch", "*"})


def _powers(rule: Mapping[str, Any]) -> Iterator[str]:
    for key, words in _WORDS.items():
        if "*" in texts(rule, key):
            yield words
    for verb in _RISING:
        if verb in texts(rule, "verbs"):
            yield shown(verb)
    is_core = bool(texts(rule, "apiGroups") & {"", "*"})
    if is_core and "secrets" in texts(rule, "resources") and texts(rule, "verbs") & _READING:
        which = listed(sorted(texts(rule, "resourceNames"))) if texts(rule, "resourceNames") else "all"
        yield f"reading Secrets ({which})"
    if is_core and {"pods/exec", "pods/attach", "nodes/proxy"} & texts(rule, "resources"):
        yield "commands inside of pods"


def _all(body: Object | None) -> dict[str, None]:
    return {words: None for rule in items(body, "rules") for words in _powers(rule)}


def _more(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind not in _ROLES:
        return
    before = _all(subject.base)
    found = [words for words in _all(subject.head) if words not in before]
    if found:
        yield Hit(f"{named(subject.identity)} allows more: {joined(found)}", "rules")


def _subjects(body: Object | None) -> list[str]:
    return [
        f"{text(one, 'kind')} {'/'.join(part for part in (text(one, 'namespace'), text(one, 'name')) if part)}"
        for one in items(body, "subjects")
    ]


def _bound(subject: Subject) -> Iterator[Hit]:
    if subject.identity.kind not in _BINDINGS or subject.head is None:
        return
    role = text(subject.head, "roleRef", "name")
    is_wide = subject.identity.kind == "ClusterRoleBinding" or role in ("admin", "cluster-admin", "edit")
    is_same = text(subject.base, "roleRef", "name") == role
    before = _subjects(subject.base) if is_same else []
    found = [one for one in _subjects(subject.head) if one not in before]
    if is_wide and found:
        where = "everywhere" if subject.identity.kind == "ClusterRoleBinding" else "in its namespace"
        yield Hit(f"{named(subject.identity)} gives {listed(found)} what {shown(role)} allows, {where}", "subjects")


RULES = (
    Rule(
        "S02",
        "S",
        "a role allows more",
        "name the resources and verbs that are needed",
        _more,
    ),
    Rule(
        "S02b",
        "S",
        "somebody gets rights in the whole cluster, or nearly all in a namespace",
        "bind a role with what is needed, in the namespace where it is needed",
        _bound,
    ),
)
