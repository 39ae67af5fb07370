"""The table of tests/check/mistakes.yaml: objects with one mistake each, who refuses them, and why not both."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.check.shop import Body, Shop, cron_job, findings, shop

FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """One object with one mistake, and what is known of it."""

    part: str
    name: str
    body: Body
    kind: str
    server: str
    validate: tuple[str, ...]
    pods: str = ""
    why: str = ""
    live: bool = False
    beside: bool = False

    @property
    def objects(self) -> Shop:
        """The shop with the mistake in it."""
        found = shop()
        found["wrong" if self.beside else self.kind] = self.body
        return found

    @property
    def codes(self) -> tuple[str, ...]:
        """What `validate` finds, each code once."""
        return tuple(sorted({finding.code for finding in findings(self.objects)}))


def sound(kind: str) -> Body:
    """A sound object of a kind."""
    return cron_job("nightly") if kind == "CronJob" else shop()[kind]


@cache
def mistakes() -> tuple[Mistake, ...]:
    """All of the table, in its order."""
    part, found = "", []
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        if "part" in row:
            part = row["part"]
            continue
        given = row["object"]
        body = copy.deepcopy(given) if isinstance(given, dict) else sound(given)
        changed(body, row)
        known = {key: row[key] for key in ("name", "pods", "why", "live", "beside") if key in row}
        verdicts = {"server": row.get("server", ""), "validate": tuple(row.get("validate", ()))}
        found.append(Mistake(part=part, body=body, kind=body["kind"], **verdicts, **known))
    return tuple(found)


def changed(body: Body, row: dict[str, Any]) -> None:
    """Set and remove what the row says."""
    for pointer, value in row.get("set", {}).items():
        *way, last = steps(pointer)
        holder = at(body, way)
        if isinstance(holder, list):
            holder[int(last) : int(last) + 1] = [value]
        else:
            holder[last] = value
    for pointer in row.get("remove", ()):
        *way, last = steps(pointer)
        del at(body, way)[last]


def at(node: Any, way: list[str]) -> Any:
    """What lies at the end of a way through mappings and lists."""
    for step in way:
        node = node[int(step)] if isinstance(node, list) else node[step]
    return node


def steps(pointer: str) -> list[str]:
    """A JSON pointer's steps."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
