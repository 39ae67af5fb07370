"""The examples of the rules, as subjects: what `examples.yaml` says of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from generator.diff.cluster.scope import identity
from generator.diff.nouns import Around, Rule, Subject, Way

FILE = Path(__file__).with_suffix(".yaml")
WAYS = {"ssa": Way.SERVER, "csa": Way.CLIENT, "replace": Way.REPLACE}
SPACE = "shop"


class Example(NamedTuple):
    rule: str
    sort: str
    """holds, quiet or near"""
    says: str
    subject: Subject


def named(rule: Rule) -> str:
    """As the examples call it: `I22`, and `I22/O` where the object is accepted."""
    return rule.id if rule.severity == "X" else f"{rule.id}/{rule.severity}"


def wrong(rules: Iterable[Rule]) -> list[str]:
    """The examples that a register gets wrong."""
    register = list(rules)
    found = []
    for example in examples():
        holds = any(named(rule) == example.rule and [*rule.holds(example.subject)] for rule in register)
        if holds is not (example.sort == "holds"):
            found.append(f"{example.rule} {example.sort}: {example.says}")
    return found


@cache
def examples() -> tuple[Example, ...]:
    read = yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(_all(read["objects"], read["examples"]))


def _all(objects: Mapping[str, Any], written: Mapping[str, Any]) -> Iterator[Example]:
    for rule, sorts in written.items():
        for sort, cases in sorts.items():
            for case in cases:
                yield Example(rule, sort, case["says"], _subject(objects, case))


def _subject(objects: Mapping[str, Any], case: Mapping[str, Any]) -> Subject:
    whole = objects[case["of"]]
    base = laid(whole, case.get("base", {}))
    head = laid(whole if case.get("base") is None or "head" not in case else base, case.get("head", {}))
    sides = [
        [objects[name] for name in (*case.get("around", ()), *case.get(key, ()))]
        for key in ("around_base", "around_head")
    ]
    around = Around(
        *({identity(one, SPACE): one for one in side} for side in sides), str(case.get("kubernetes", "1.36"))
    )
    was = WAYS[case["was"]] if "was" in case else None
    return Subject(
        identity(head, SPACE), None if case.get("new") else base, head, WAYS[case.get("way", "ssa")], was, around
    )


def laid(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping with another laid over it; a null takes a key away, and NULL is one."""
    found = dict(under)
    for key, value in over.items():
        if value is None:
            found.pop(key, None)
        elif value == "NULL":
            found[key] = None
        elif isinstance(value, dict) and isinstance(found.get(key), dict):
            found[key] = laid(found[key], value)
        else:
            found[key] = _long(value)
    return found


def _long(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: None if one == "NULL" else _long(one) for key, one in value.items() if one is not None}
    many = re.fullmatch(r"(LONG|LESS) (\d+)", value) if isinstance(value, str) else None
    return {"LONG": "x", "LESS": "<"}[many[1]] * int(many[2]) if many else value
