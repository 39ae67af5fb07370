"""Cases that were applied to a real API server, and what `diff` says of each object: its result, fate, restart.

`objects.yaml`: base, then head, on a fresh namespace of kube-apiserver 1.36 with its controllers; `observed` is what
happened, by the way of writing (`csa>ssa`: base the one way, head the other). An object of base that head lacks is
deleted. NAMESPACE stands for the case's own namespace, `LONG 9` for nine letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.diff.nouns import Around, Hit, Identity, Rule, Subject, Way
from generator.diff.settled import changes, restarts

NAMESPACE = "shop"
LONG = re.compile(r"LONG (\d+)")
WAYS = {"csa": Way.CLIENT, "ssa": Way.SERVER, "replace": Way.REPLACE}
CLUSTER_WIDE = frozenset(
    {
        "CSIDriver",
        "ClusterRole",
        "ClusterRoleBinding",
        "CustomResourceDefinition",
        "IngressClass",
        "Namespace",
        "PersistentVolume",
        "PriorityClass",
        "RuntimeClass",
        "StorageClass",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
        "ValidatingWebhookConfiguration",
        "VolumeAttributesClass",
    }
)
GONE = ("deleted", "terminating")
"""A finalizer or a grace period tells them apart, and git knows of neither."""

Refusals = Callable[[Subject], Iterable[tuple[Rule, Hit]]]

BEYOND_GIT = {
    "I07-shrink-an-unfinished-growth-to-the-old-size": "a person had made the claim larger by hand",
    "I09-applied-class-emptied": "a person had given the claim its class by hand, and a driver had applied it",
    "I09-bound-class-emptied": "a person had given the claim its class by hand",
    "I09-bound-class-taken-out-by-its-owner": "a person had given the claim its class by hand",
    "O07-replicas-handed-over-first": "a person had scaled the Deployment by hand, and so owns the number",
}
"""Cases that nobody can foretell from git, each with what else happened."""

STORED_STILL = {
    "O23-field-dropped-from-schema": "refused, and so stored as before; read without the field that is no longer known",
    "O23-version-not-served": "refused, and so stored as before; not read in the version that is no longer served",
}
"""Cases in which the fate of a refused object is that of its definition, which changes before it."""


@dataclass(frozen=True)
class Run:
    """One case, applied one way."""

    case: str
    way: str
    base: dict[Identity, dict[str, Any]]
    head: dict[Identity, dict[str, Any]]
    observed: dict[Identity, dict[str, Any]]
    look: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.case} {self.way}"

    def subjects(self) -> Iterator[Subject]:
        """Every object that was looked at, as a rule judges it."""
        first, _, second = self.way.partition(">")
        was, way = WAYS[first], WAYS[second or first]
        around = Around(self.base, self.head)
        for identity in self.observed:
            base, head = self.base.get(identity), self.head.get(identity)
            yield Subject(identity, base, head, way, was if was is not way else None, around)


@cache
def runs() -> tuple[Run, ...]:
    """All cases, each in all the ways in which it was applied."""
    text = (Path(__file__).parent / "objects.yaml").read_text(encoding="utf-8")
    return tuple(_run(case, way) for case in yaml.load(text, yaml.CSafeLoader) for way in case["apply"])


def _run(case: dict[str, Any], way: str) -> Run:
    own = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE, "labels": case.get("labels", {})}}
    filled = _filled({**case, "observed": case["observed"][way]})
    base, head = _identified(filled["base"] or []), _identified(filled["head"] or [])
    if (identity := identity_of(own)) in head:  # it was there before the case began
        base = {identity: own, **base}
    names = {_shown(identity): identity for identity in (*base, *head)}
    seen = {names[name]: entry for name, entry in filled["observed"]["objects"].items()}
    return Run(case["id"], way, base, head, seen, filled["observed"].get("look", {}))


def _filled(case: dict[str, Any]) -> dict[str, Any]:
    text = LONG.sub(lambda found: "x" * int(found[1]), json.dumps(case).replace("NAMESPACE", NAMESPACE))
    filled: dict[str, Any] = json.loads(text)
    return filled


def _identified(objects: list[dict[str, Any]]) -> dict[Identity, dict[str, Any]]:
    return {identity_of(item): item for item in objects}


def identity_of(item: dict[str, Any]) -> Identity:
    """What makes an object of a case the same one."""
    space = "" if item["kind"] in CLUSTER_WIDE else item["metadata"].get("namespace", NAMESPACE)
    group = item["apiVersion"].rpartition("/")[0]
    return Identity(group, item["kind"], space, item["metadata"]["name"])


def _shown(identity: Identity) -> str:
    """As `observed` calls it: the case's own namespace is not told."""
    space = "" if identity.namespace in ("", NAMESPACE) else f"{identity.namespace}/"
    return f"{identity.kind}/{space}{identity.name}"


def foretold(subject: Subject, refusals: Refusals) -> dict[str, Any]:
    """What `diff` says becomes of one object, in the words of `observed`."""
    if subject.head is None:
        return {"fate": "deleted"}
    if [*refusals(subject)]:
        return {"result": "rejected", "fate": "absent" if subject.base is None else "unchanged", "restart": False}
    if subject.base is None:
        return {"result": "accepted", "fate": "created"}
    fate = "changed" if changes(subject) else "unchanged"
    return {"result": "accepted", "fate": fate, "restart": restarts(subject)}


def differences(run: Run, refusals: Refusals) -> list[str]:
    """Where what was foretold is not what happened, a sentence each."""
    found = []
    for subject in run.subjects():
        told, seen = foretold(subject, refusals), run.observed[subject.identity]
        is_hidden = run.case in STORED_STILL and seen.get("result") == "rejected"
        for key in ("result", "restart") if is_hidden else ("result", "fate", "restart"):
            meant, was = told.get(key), seen.get(key)
            if key in seen and meant != was and not (meant in GONE and was in GONE):
                found.append(f"{run}: {_shown(subject.identity)} {key}: foretold {meant}, observed {was}")
    return found


def as_observed(run: Run) -> Refusals:
    """The refusals that happened, for a judge who is asked of nothing else."""

    def refusals(subject: Subject) -> list[tuple[Rule, Hit]]:
        seen = run.observed[subject.identity]
        refused = Rule("observed", "X", "the API server refuses it", "", lambda _: ())
        return [(refused, Hit(seen["message"]))] if seen.get("result") == "rejected" else []

    return refusals
