"""Cases that were applied to a real API server, and what `diff` says of each object: its result, fate, restart.

`objects.yaml`: base, then head, on a fresh namespace of kube-apiserver 1.36 with its controllers; `observed` is what
happened, by the way of writing (`csa>ssa`: base the one way, head the other). An object of base that head lacks is
deleted. NAMESPACE stands for the case's own namespace, `LONG 9` for nine letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.diff.cluster.scope import identity, scopes
from generator.diff.nouns import Around, Identity, Object, Subject
from generator.diff.settled import changes, merged, restarts
from generator.revisions.refused import Refusals
from tests.diff.rules.examples import WAYS

CASES = Path(__file__).with_name("objects.yaml")
SPACE = "shop"
KUBERNETES = "1.36"
REFUSALS = Refusals(KUBERNETES, checked=True)
"""What refuses an object, as the command asks it of what people wrote."""
WAVE = "argocd.argoproj.io/sync-wave"
LONG = re.compile(r"LONG (\d+)")
STORED = re.compile(r"(\w+)/([\w.-]+) \.((?:spec|metadata|data)\..+)")
OF_CONTROLLERS = re.compile(r"\w+\[\] |\S+ \.status\b")
"""Questions after what controllers make of an object: no part of it."""
GIVEN = "ADDRESS"
"""Stands in `observed` for what the server chose."""
GONE = ("deleted", "terminating")
"""A finalizer or a grace period tells them apart, and git knows of neither."""
CLAIM, WIDGET, WEB = "PersistentVolumeClaim/data", "Widget/a", "Deployment/web"
READ_ANEW = "it is refused and so stored as before, but read by what its definition says since"
REJECTED = "result: foretold accepted, observed rejected"
KEPT = "fate: foretold changed, observed unchanged"
UNKNOWABLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "I07-shrink-an-unfinished-growth-to-the-old-size ssa": (
        "a person had made the claim larger by hand",
        (f"{CLAIM} {REJECTED}",),
    ),
    "I09-applied-class-emptied ssa": (
        "a person had given the claim its class by hand, and a driver had applied it",
        (f"{CLAIM} {REJECTED}", f"{CLAIM} {KEPT}"),
    ),
    "I09-bound-class-taken-out-by-its-owner ssa": (
        "a person had given the claim its class by hand",
        (f"{CLAIM} .spec.volumeAttributesClassName: foretold None, observed shop-a",),
    ),
    "I22-field-unknown csa": (
        "kubectl applied it and refuses the field, which Argo CD leaves out: its own way is what is foretold",
        (f"{WEB} {REJECTED}", f"{WEB} {KEPT}"),
    ),
    "O07-replicas-handed-over-first ssa": (
        "a person had scaled the Deployment by hand, and so owns the number",
        (f"{WEB} {KEPT}", f"{WEB} .spec.replicas: foretold 1, observed 5"),
    ),
    "O23-field-dropped-from-schema ssa": (READ_ANEW, (f"{WIDGET} fate: foretold unchanged, observed changed",)),
    "O23-version-not-served ssa": (READ_ANEW, (f"{WIDGET} fate: foretold unchanged, observed deleted",)),
}
"""case and way -> why, and what of it is told otherwise than it was observed."""


@dataclass(frozen=True)
class Run:
    """One case, applied one way."""

    case: str
    rule: str
    way: str
    base: Mapping[Identity, Object]
    head: Mapping[Identity, Object]
    around: Around
    observed: Mapping[Identity, Mapping[str, Any]]
    look: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.case} {self.way}"

    def subjects(self) -> Iterator[Subject]:
        """Every object that was looked at, as a rule judges it."""
        first, _, second = self.way.partition(">")
        was, way = WAYS[first], WAYS[second or first]
        for one in self.observed:
            base, head = self.base.get(one), self.head.get(one)
            yield Subject(one, base, head, way, was if was is not way else None, self.around)


@cache
def runs() -> tuple[Run, ...]:
    """All cases, each in all the ways in which it was applied."""
    cases = yaml.load(CASES.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(_run(case, way) for case in cases for way in case["apply"])


def _run(case: Mapping[str, Any], way: str) -> Run:
    own = {"kubernetes.io/metadata.name": SPACE, **case.get("labels", {})}
    space = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": SPACE, "labels": own}}
    ready = filled({**case, "observed": case["observed"][way]}, SPACE)
    known = scopes([*ready["base"], *ready["head"]])
    base, head = ({identity(one, SPACE, known): one for one in [space, *ready[side]]} for side in ("base", "head"))
    names = {_shown(one): one for one in (*base, *head)}
    seen = {names[name]: entry for name, entry in ready["observed"]["objects"].items()}
    around = Around(_in_turn(base), _in_turn(head), KUBERNETES)
    return Run(case["id"], case["rule"], way, base, head, around, seen, ready["observed"].get("look", {}))


def filled(case: Mapping[str, Any], namespace: str) -> dict[str, Any]:
    """The case with its own namespace in place of the word that stands for it, and names as long as they are."""
    text = LONG.sub(lambda found: "x" * int(found[1]), json.dumps(case).replace("NAMESPACE", namespace))
    found: dict[str, Any] = json.loads(text)
    return found


def _in_turn(objects: Mapping[Identity, Object]) -> dict[Identity, Object]:
    """Objects that were applied one after the other, as waves would."""
    found = {}
    for wave, (who, one) in enumerate(objects.items()):
        notes = {**one["metadata"].get("annotations", {}), WAVE: str(wave)}
        found[who] = {**one, "metadata": {**one["metadata"], "annotations": notes}}
    return found


def _shown(one: Identity) -> str:
    """As `observed` calls it: the case's own namespace is not told."""
    space = "" if one.namespace in ("", SPACE) else f"{one.namespace}/"
    return f"{one.kind}/{space}{one.name}"


def differences(run: Run) -> list[str]:
    """Where what is foretold is not what happened, a sentence each."""
    found = []
    for subject in run.subjects():
        said, seen = _foretold(subject), run.observed[subject.identity]
        for key in ("result", "fate", "restart"):
            meant, was = said.get(key), seen.get(key)
            if key in seen and meant != was and not (meant in GONE and was in GONE):
                found.append(f"{_shown(subject.identity)} {key}: foretold {meant}, observed {was}")
    return [*found, *_held_otherwise(run)]


def _foretold(subject: Subject) -> dict[str, Any]:
    """What `diff` says becomes of one object, in the words of `observed`."""
    if subject.head is None:
        return {"fate": "deleted"}
    if REFUSALS.first(subject) is not None:
        return {"result": "rejected", "fate": "absent" if subject.base is None else "unchanged", "restart": False}
    if subject.base is None:
        return {"result": "accepted", "fate": "created"}
    fate = "changed" if changes(subject) else "unchanged"
    return {"result": "accepted", "fate": fate, "restart": restarts(subject)}


def _held_otherwise(run: Run) -> Iterable[str]:
    """What the server holds of an object that it took, where another value is foretold."""
    held = {(one.identity.kind, one.identity.name): one for one in run.subjects()}
    for question, value in run.look.items():
        if OF_CONTROLLERS.match(question) or value == GIVEN:
            continue
        found = STORED.fullmatch(question)
        assert found, question
        subject = held[found[1], found[2]]
        if run.observed[subject.identity]["result"] == "accepted":
            meant = _at(merged(subject), found[3])
            if meant != value:
                yield f"{question}: foretold {meant}, observed {value}"


def _at(item: Any, path: str) -> Any:
    """The value at a path such as `spec.ports[0].nodePort`; None when it is not there."""
    for index, key in re.findall(r"\[(\d+)\]|([^.\[]+)", path):
        try:
            item = item[int(index)] if index else item[key]
        except (KeyError, IndexError):
            return None
    return item
