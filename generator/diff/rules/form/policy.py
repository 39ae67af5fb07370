"""Policies of admission: what they deny."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Object, Subject
from generator.diff.rules.around import namespace_labels, there
from generator.diff.rules.expression import UnreadError, answer
from generator.diff.rules.form.matching import API, is_asked, operation
from generator.diff.settled import outcome
from generator.kubernetes.reading import items, mapping, sequence, text

POLICY, BINDING = "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"


def denials(subject: Subject) -> Iterator[Hit]:
    """What the policies say that were there before, where their expressions can be read."""
    if subject.head is None:
        return
    for identity, policy in there(subject, POLICY, API):
        spec = mapping(policy, "spec")
        bound = identity in subject.around.base and any(
            _binds(one, identity.name, subject) for one in _bindings(subject)
        )
        if bound and is_asked(mapping(spec, "matchConstraints"), subject, "resourceRules") and is_meant(spec, subject):
            yield from (Hit(f"the policy `{identity.name}` denies it: {said}") for said in _denied(spec, subject))


def _bindings(subject: Subject) -> Iterator[Object]:
    for identity, found in there(subject, BINDING, API):
        if identity in subject.around.base:
            yield found


def _binds(binding: Object, policy: str, subject: Subject) -> bool:
    """Whether a binding lets the policy deny the object."""
    spec = mapping(binding, "spec")
    if text(spec, "policyName") != policy or "Deny" not in sequence(spec, "validationActions"):
        return False
    narrower = mapping(spec, "matchResources")
    if not narrower:
        return True
    whole = {"resourceRules": [ANYTHING], **narrower}
    return is_asked(whole, subject, "resourceRules")


ANYTHING = {key: ["*"] for key in ("apiGroups", "apiVersions", "operations", "resources")}


def _denied(spec: Mapping[str, Any], subject: Subject) -> Iterator[str]:
    names = _names(spec, subject)
    for one in items(spec, "validations"):
        expression = text(one, "expression")
        if not _is(expression, names, unread=True):
            yield text(one, "message") or f"`{expression}` does not hold"


def is_meant(asking: Mapping[str, Any], subject: Subject) -> bool:
    """Whether the conditions hold under which a webhook or a policy is asked; not where they cannot be read."""
    conditions = items(asking, "matchConditions")
    names = _names({}, subject) if conditions else {}
    return all(_is(text(one, "expression"), names, unread=False) for one in conditions)


def _is(expression: str, names: Mapping[str, Any], *, unread: bool) -> bool:
    try:
        return answer(expression, names) is True
    except UnreadError:
        return unread


def _names(spec: Mapping[str, Any], subject: Subject) -> dict[str, Any]:
    who, found = subject.identity, outcome(subject)
    space = {"metadata": {"name": who.namespace, "labels": dict(namespace_labels(subject))}}
    names: dict[str, Any] = {
        "object": found.after,
        "oldObject": found.before or None,
        "request": {
            "operation": operation(subject),
            "name": subject.identity.name,
            "namespace": subject.identity.namespace,
        },
        "namespaceObject": space,
    }
    variables: dict[str, Any] = {}
    for one in items(spec, "variables"):
        try:
            variables[text(one, "name")] = answer(text(one, "expression"), {**names, "variables": variables})
        except UnreadError:
            continue
    return {**names, "variables": variables}
