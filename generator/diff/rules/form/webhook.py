"""Admission: webhooks that must answer for an object and whose Service is not there, and policies that deny it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Identity, Rule, Subject
from generator.diff.rules.around import there
from generator.diff.rules.form.matching import API, is_asked
from generator.diff.rules.form.policy import denials, is_meant
from generator.kubernetes.reading import at, items, mapping, text

KINDS = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")


def _refused(subject: Subject) -> Iterator[Hit]:
    yield from _unanswered(subject)
    yield from denials(subject)


def _unanswered(subject: Subject) -> Iterator[Hit]:
    every = [one for kind in KINDS for one in there(subject, kind, API)] if subject.head is not None else []
    for identity, webhook in ((name, hook) for name, found in every for hook in items(found, "webhooks")):
        if is_asked(webhook, subject, "rules") and is_meant(webhook, subject) and (gone := _gone(webhook, subject)):
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


RULES = (
    Rule(
        "O21",
        "X",
        "admission refuses the object",
        "change it as the policy asks; for a webhook, set `failurePolicy: Ignore` until its Service is there",
        _refused,
        proved=True,
    ),
)
