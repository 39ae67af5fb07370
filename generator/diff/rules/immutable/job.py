"""Jobs: what they run is fixed once they are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.diff.nouns import Hit, Rule, Subject, Way
from generator.diff.rules.pair import Pair, kept, pair, taken
from generator.diff.rules.versions import since
from generator.kubernetes.reading import at, items, mapping

FIXED = (
    "spec.selector",
    "spec.completionMode",
    "spec.podFailurePolicy",
    "spec.backoffLimitPerIndex",
    "spec.managedBy",
    "spec.successPolicy",
)
SCHEDULING = ("nodeSelector", "tolerations", "schedulingGates")
RESOURCES = "1.36"
"""The first version in which a suspended Job's resources may be changed."""


def _job(subject: Subject) -> Iterator[Hit]:
    both = pair(subject, "Job")
    if both is None:
        return
    if subject.way is Way.REPLACE and at(subject.head, "spec", "selector") is None:
        yield taken("spec.selector")
        return
    yield from map(kept, both.differing(*FIXED))
    yield from _completions(both)
    suspended = at(both.before, "spec", "suspend") is True
    before, after = (_template(side, suspended, resources=since(subject, RESOURCES)) for side in both)
    for part in ("metadata", "spec"):
        if before.get(part, {}) != after.get(part, {}):
            yield kept(f"spec.template.{part}")


def _completions(both: Pair) -> Iterator[Hit]:
    path = "spec.completions"
    if not [*both.differing(path)]:
        return
    after = mapping(both.after, "spec")
    if after.get("completionMode") != "Indexed":
        yield kept(path)
    elif "completions" in after and after["completions"] != after.get("parallelism"):
        yield Hit(f"`{path}` may only become what `spec.parallelism` is, in the same change", path)


def _template(side: Mapping[str, Any], suspended: bool, *, resources: bool) -> Mapping[str, Any]:
    """The template without what may be changed in it: where it runs, its labels and its resources, while suspended."""
    template = mapping(side, "spec", "template")
    spec = dict(mapping(template, "spec"))
    if not suspended:
        return {"metadata": template.get("metadata", {}), "spec": spec}
    for key in SCHEDULING:
        spec.pop(key, None)
    affinity = {key: value for key, value in mapping(spec, "affinity").items() if key != "nodeAffinity"}
    spec = {**spec, "affinity": affinity}
    for group in ("containers", "initContainers") if resources else ():
        spec[group] = [{**one, "resources": {}} for one in items(spec, group)]
    return {"spec": spec}


RULES = (
    Rule(
        "I03",
        "X",
        "what a Job runs cannot be changed",
        "make it a hook that is deleted before each sync (`BeforeHookCreation`), or put a hash of it in its name",
        _job,
        proved=True,
    ),
)
