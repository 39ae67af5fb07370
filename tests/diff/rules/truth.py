"""What a real API server did with each object of the observed cases, beside what the rules say of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.check import check
from generator.diff.nouns import Around, Identity, Object, Subject
from generator.diff.rules import refusals
from generator.diff.rules.form.known import MEANT
from generator.nouns import Release, Rendered
from tests.diff.rules.examples import WAYS, identity

FILE = Path(__file__).parents[1] / "truth" / "objects.yaml"
KUBERNETES = "1.36"
SPACE = "shop"
WAVE = "argocd.argoproj.io/sync-wave"
RELEASE = Release("production", "shop", SPACE, "charts/shop")


class Observed(NamedTuple):
    """One object of one case, written in one way."""

    case: str
    rule: str
    way: str
    subject: Subject
    is_refused: bool

    def __str__(self) -> str:
        return f"{self.case}-{self.way}-{self.subject.identity}"

    def said(self) -> set[str]:
        """The rules that refuse it, those that `check` finds too."""
        return {rule.id for rule, _ in refusals(self.subject)} | self._checked()

    def _checked(self) -> set[str]:
        """The rules meant by what `check` finds in head, and did not find in base."""
        head, base = (_codes(side) for side in (self.subject.head, self.subject.base))
        return {MEANT[code] for code in head - base if code in MEANT}


def _codes(node: Object | None) -> set[str]:
    """What `check` finds in an object."""
    rendered = [] if node is None else [Rendered(RELEASE, (dict(node),), ("all.yaml",))]
    return {one.code for one in check(rendered, kubernetes=KUBERNETES) if one.severity == "error"}


@cache
def observed() -> tuple[Observed, ...]:
    """Every object that was applied, in each way in which it was."""
    cases = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(one for case in cases for way in case["apply"] for one in _of_case(_filled(case), way))


def _filled(case: Mapping[str, Any]) -> dict[str, Any]:
    text = re.sub(r"LONG (\d+)", lambda found: "x" * int(found[1]), json.dumps(case).replace("NAMESPACE", SPACE))
    filled: dict[str, Any] = json.loads(text)
    return filled


def _of_case(case: Mapping[str, Any], way: str) -> Iterator[Observed]:
    space = {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {"name": SPACE, "labels": {"kubernetes.io/metadata.name": SPACE, **case.get("labels", {})}},
    }
    around = Around(_in_turn([space, *case["base"]]), _in_turn([space, *case["head"]]), KUBERNETES)
    before = {identity(one, SPACE): one for one in case["base"]}
    first, _, second = way.partition(">")
    for head in case["head"]:
        who = identity(head, SPACE)
        written = WAYS[second or first], WAYS[first] if second else None
        subject = Subject(who, before.get(who), head, *written, around)
        found = case["observed"][way]["objects"][_called(head)]
        yield Observed(case["id"], case["rule"], way, subject, found["result"] == "rejected")


def _called(node: Mapping[str, Any]) -> str:
    return "/".join(filter(None, [node["kind"], node["metadata"].get("namespace"), node["metadata"]["name"]]))


def _in_turn(objects: list[Any]) -> dict[Identity, Object]:
    """Objects that were applied one after the other, as waves would."""
    found: dict[Identity, Object] = {}
    for wave, one in enumerate(objects):
        notes = {**one["metadata"].get("annotations", {}), WAVE: str(wave)}
        found[identity(one, SPACE)] = {**one, "metadata": {**one["metadata"], "annotations": notes}}
    return found
