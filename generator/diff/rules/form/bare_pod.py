"""Pods that nothing makes anew, and the level of Pod Security that their namespace enforces."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.around import namespace_labels
from generator.diff.rules.pod_security import against, level
from generator.diff.rules.pods import pod_of
from generator.kubernetes.reading import items


def _bare(subject: Subject) -> Iterator[Hit]:
    pod = pod_of(subject.head) if subject.identity.kind == "Pod" and subject.head is not None else None
    if pod is None or (subject.base is not None and _images(subject.base) == _images(subject.head)):
        return
    enforced = level(namespace_labels(subject))
    for found in against(pod, enforced):
        yield Hit(f"it has {found}, and its namespace enforces Pod Security `{enforced}`", "spec")


def _images(node: object) -> list[object]:
    return [one.get("image") for group in ("containers", "initContainers") for one in items(node, "spec", group)]


RULES = (
    Rule(
        "S01",
        "X",
        "a pod has more rights than its namespace allows",
        "take the right away from the pod, or run it in a namespace of its own",
        _bare,
        proved=True,
    ),
)
