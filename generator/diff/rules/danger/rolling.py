"""Whether the pods of an object start anew: the API server compares what templates mean, not how they are written."""

from __future__ import annotations

from typing import Any

from generator.diff.nouns import Identity, Object, Subject
from generator.diff.rules.danger.amount import amount
from generator.diff.rules.danger.pods import LASTING, pod
from generator.diff.rules.danger.reading import at

_DEFAULTS: dict[str, Any] = {
    "dnsPolicy": "ClusterFirst",
    "protocol": "TCP",
    "restartPolicy": "Always",
    "schedulerName": "default-scheduler",
    "terminationGracePeriodSeconds": 30,
    "terminationMessagePath": "/dev/termination-log",
    "terminationMessagePolicy": "File",
}


def rolls(identity: Identity, base: Object | None, head: Object | None) -> bool:
    """Whether pods that run are replaced by others."""
    if identity.kind not in LASTING or at(head, "spec", "paused") is True:
        return False
    old, new = pod(identity, base), pod(identity, head)
    return old is not None and new is not None and _meant(old.template) != _meant(new.template)


def subject_rolls(subject: Subject) -> bool:
    """The same of a subject."""
    return rolls(subject.identity, subject.base, subject.head)


def _meant(node: Any, key: str = "") -> Any:
    if isinstance(node, dict):
        below = {name: _meant(value, name) for name, value in node.items() if not _is_default(name, value)}
        return {name: value for name, value in below.items() if value not in (None, {}, [])}
    if isinstance(node, list):
        return [_meant(item) for item in node]
    return amount(node) if key in ("cpu", "memory", "ephemeral-storage", "sizeLimit") else node


def _is_default(key: str, value: object) -> bool:
    return key == "serviceAccount" or (key in _DEFAULTS and _DEFAULTS[key] == value)
