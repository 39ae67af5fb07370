"""The observed cases of `tests/diff/truth`, as whole environments: what the rules of danger say of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.diff.cluster.scope import identity as placed
from generator.diff.cluster.scope import scopes
from generator.diff.nouns import Around, Cluster, Identity, Object, Way
from generator.diff.rules.danger import RISKS
from tests.diff.rules.danger.cases import Case
from tests.diff.rules.examples import WAYS
from tests.diff.truth import commits, objects

TOLD = Path(__file__).with_name("truth.yaml")


class Seen(NamedTuple):
    """One observed case, written in one way."""

    id: str
    way: str
    case: Case

    def told(self) -> list[str]:
        """The rules that are told of it."""
        return sorted({rule.id for rule, _, _ in self.case.hits(RISKS)})


def expected() -> Mapping[str, list[str]]:
    """What is told of each case in which anything is, read and judged by hand."""
    found: dict[str, list[str]] = yaml.load(TOLD.read_text(encoding="utf-8"), yaml.CSafeLoader)["told"]
    return found


def left() -> Mapping[str, str]:
    """The cases of these rules of which nothing is told, and why."""
    found: dict[str, str] = yaml.load(TOLD.read_text(encoding="utf-8"), yaml.CSafeLoader)["silent"]
    return found


@cache
def seen() -> tuple[Seen, ...]:
    """Every case, in each way in which it ran."""
    return (*_objects(), *_commits())


def _objects() -> Iterator[Seen]:
    for run in objects.runs():
        last = WAYS[run.way.rpartition(">")[2]]
        yield Seen(run.case, run.way, Case(run.rule, "", run.case, run.around, last, None))


def _commits() -> Iterator[Seen]:
    for raw in commits.cases():
        sides = commits.sides(raw)
        owners: dict[Identity, Object] = {}
        base, head = (_of(side, owners) for side in (sides.base, sides.head))
        around = Around(base, head, owners=owners)
        yield Seen(raw["id"], "argocd", Case(raw["rule"], "", raw["id"], around, _way(owners), None))


def _of(side: Cluster, owners: dict[Identity, Object]) -> dict[Identity, Object]:
    found: dict[Identity, Object] = {}
    applications = [one for one in side.applications.values() if one.failure is None]
    known = scopes([*side.by_hand, *(body for one in applications for body in one.objects)])
    for body in side.by_hand:
        found[placed(body, "argocd", known)] = body
    for one in applications:
        space: Any = one.manifest["spec"].get("destination", {}).get("namespace", "")
        for body in one.objects:
            who = placed(body, space, known)
            found[who], owners[who] = body, one.manifest
    return found


def _way(owners: Mapping[Identity, Object]) -> Way:
    options = [
        option for body in owners.values() for option in body["spec"].get("syncPolicy", {}).get("syncOptions", ())
    ]
    return Way.SERVER if "ServerSideApply=true" in options else Way.CLIENT
