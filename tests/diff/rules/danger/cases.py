"""The cases of the rules of danger, as whole environments: what `cases/` says of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.diff.cluster.scope import identity
from generator.diff.nouns import Around, Hit, Identity, Object, Rule, Subject, Verdict, Way
from tests.diff.rules.examples import SPACE, laid

FOLDER = Path(__file__).with_suffix("")
SORTS = ("fires", "quiet", "near")


class Case(NamedTuple):
    rule: str
    sort: str
    """fires, quiet or near"""
    why: str
    around: Around
    way: Way
    verdict: Verdict | None

    def subjects(self) -> Iterator[Subject]:
        """Everything that changes in it."""
        for one in sorted({*self.around.base, *self.around.head}):
            base, head = self.around.base.get(one), self.around.head.get(one)
            if base != head:
                yield Subject(one, base, head, self.way, None, self.around, self.verdict)

    def hits(self, rules: Iterable[Rule]) -> list[tuple[Rule, Identity, Hit]]:
        """What is told of it by these rules."""
        every = [*rules]
        return [(rule, one.identity, hit) for one in self.subjects() for rule in every for hit in rule.holds(one)]


def _read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.load((FOLDER / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


@cache
def cases() -> tuple[Case, ...]:
    objects = _read("objects.yaml")
    files = sorted(path.name for path in FOLDER.glob("*.yaml") if path.name != "objects.yaml")
    return tuple(
        _case(objects, rule, sort, case)
        for name in files
        for rule, sorts in _read(name).items()
        for sort in SORTS
        for case in sorts[sort]
    )


def _case(objects: Mapping[str, Any], rule: str, sort: str, case: Mapping[str, Any]) -> Case:
    shared: dict[str, Any] = {}
    for entry in case.get("with", ()):
        shared |= {entry: {}} if isinstance(entry, str) else entry
    base, head = ({**shared} for _ in range(2))
    under = {name: _named(objects, name, patch) for name, patch in shared.items()}
    sides = []
    for key, side in (("base", base), ("head", head)):
        found = {name: under[name] for name in side}
        for name, patch in case.get(key, {}).items():
            found.pop(name, None)
            if patch is not None:
                found[name] = laid(under.get(name, _named(objects, name, {})), patch)
        sides.append({identity(one, SPACE): one for one in found.values()})
    verdict = Verdict[case["verdict"]] if "verdict" in case else None
    return Case(rule, sort, case.get("why", ""), _around(objects, case, sides), Way[case.get("way", "CLIENT")], verdict)


def _named(objects: Mapping[str, Any], name: str, patch: Mapping[str, Any]) -> dict[str, Any]:
    """An object by its name here; `web-2` is a second one like `web`."""
    stem, dash, number = name.rpartition("-")
    if dash and number.isdigit():
        whole = objects[stem]
        return laid(laid(whole, {"metadata": {"name": f"{whole['metadata']['name']}-{number}"}}), patch)
    return laid(objects[name], patch)


def _around(objects: Mapping[str, Any], case: Mapping[str, Any], sides: list[dict[Identity, Object]]) -> Around:
    owners: dict[Identity, Object] = {}
    if "owner" in case:
        owner = laid(objects["application"], case["owner"])
        owners = {one: owner for side in sides for one in side}
    return Around(
        *sides,
        owners=owners,
        environment=case.get("environment", ""),
        touched=frozenset(case.get("touched", ())),
        branch=case.get("branch", ""),
    )


def wrong(rules: Iterable[Rule]) -> list[str]:
    """The cases that a register gets wrong."""
    register, found = list(rules), []
    for case in cases():
        fires = case.hits(rule for rule in register if rule.id == case.rule)
        if bool(fires) is not (case.sort == "fires"):
            found.append(f"{case.rule} {case.sort}: {case.why}")
    return found
