"""StatefulSets: all but a few fields are fixed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.pair import Pair, pair, stays
from generator.diff.rules.versions import since
from generator.kubernetes.reading import at, mapping

FREE = frozenset(
    {
        "minReadySeconds",
        "ordinals",
        "persistentVolumeClaimRetentionPolicy",
        "replicas",
        "revisionHistoryLimit",
        "template",
        "updateStrategy",
    }
)
HISTORY = "1.33"
"""The first version that lets `revisionHistoryLimit` be changed."""
UPDATE = "spec.updateStrategy.rollingUpdate"


def _fixed(subject: Subject) -> Iterator[Hit]:
    if both := pair(subject, "StatefulSet"):
        yield from (
            Hit(
                f"`spec.{key}` of a StatefulSet is fixed, and nothing else of the change is applied either",
                f"spec.{key}",
            )
            for key in sorted({*mapping(both.before, "spec"), *mapping(both.after, "spec")} - FREE)
            if [*both.differing(f"spec.{key}")]
        )
        yield from _on_delete(subject, both)


def _on_delete(subject: Subject, both: Pair) -> Iterator[Hit]:
    if at(both.after, "spec", "updateStrategy", "type") == "OnDelete" and stays(subject, UPDATE):
        message = f"`{UPDATE}`, which the API server filled in, stays beside `OnDelete`, where it is not allowed"
        remedy = "write `rollingUpdate` in git and sync, then take it out with the change to `OnDelete`"
        yield Hit(message, UPDATE, remedy)


def _history(subject: Subject) -> Iterator[Hit]:
    both = None if since(subject, HISTORY) else pair(subject, "StatefulSet")
    for path in both.differing("spec.revisionHistoryLimit") if both else ():
        yield Hit(f"`{path}` of a StatefulSet is fixed before Kubernetes {HISTORY}", path)


RULES = (
    Rule(
        "I02",
        "X",
        "this field of a StatefulSet cannot be changed",
        "delete the StatefulSet with `--cascade=orphan`, which keeps pods and claims, then sync; "
        "where a claim grows, grow the claims themselves first",
        _fixed,
        proved=True,
    ),
    Rule(
        "I02b",
        "X",
        "the history of a StatefulSet cannot be shortened in this version of Kubernetes",
        f"leave `revisionHistoryLimit` as it is until the cluster runs Kubernetes {HISTORY}",
        _history,
    ),
)
