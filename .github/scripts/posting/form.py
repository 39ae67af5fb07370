"""What a run hands to the one that posts: written by anybody who can open a pull request, so read without any trust."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = "cartwright-posting/v1"
STATES = ("changes", "none", "partial", "incomplete")
"""Something changes; nothing does; some releases do not render; there is no diff at all."""
NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
ENVIRONMENTS = 200
MOST = 10_000_000


class Malformed(Exception):
    """Data that no run of ours wrote."""


@dataclass(frozen=True)
class Environment:
    """One environment, in numbers; `failed`: something at or over the level of --fail-on is in it."""

    name: str
    objects: int
    findings: int
    failed: bool


@dataclass(frozen=True)
class Posting:
    """The outcome of one run: of which pull request it believes to be, and what it says of each environment."""

    pull_request: int | None
    """none in a merge queue"""
    head: str
    state: str
    environments: tuple[Environment, ...] = ()

    @property
    def text(self) -> str:
        """As JSON."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, indent=2) + "\n"


def posting(raw: bytes) -> Posting:
    """The posting in a file; raises Malformed with the one thing that is wrong."""
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"no JSON: {error}") from error
    keys(found, ("schema", "pull_request", "head", "state", "environments"))
    if found["schema"] != SCHEMA:
        raise Malformed(f"`schema` is not {SCHEMA}")
    if found["pull_request"] is not None and not number(found["pull_request"], least=1):
        raise Malformed("`pull_request` is no number")
    if not matches(COMMIT, found["head"]):
        raise Malformed("`head` is no commit")
    if found["state"] not in STATES:
        raise Malformed(f"`state` is none of {', '.join(STATES)}")
    return Posting(found["pull_request"], found["head"], found["state"], environments(found["environments"]))


def environments(found: Any) -> tuple[Environment, ...]:
    """The environments in a posting, each once."""
    if not isinstance(found, list) or len(found) > ENVIRONMENTS:
        raise Malformed(f"`environments` is no list of at most {ENVIRONMENTS}")
    read = tuple(map(environment, found))
    if len({each.name for each in read}) < len(read):
        raise Malformed("an environment is there twice")
    return read


def environment(found: Any) -> Environment:
    """One environment in a posting."""
    keys(found, ("name", "objects", "findings", "failed"))
    if not matches(NAME, found["name"]):
        raise Malformed("`name` is no name of an environment")
    if not number(found["objects"]) or not number(found["findings"]) or not isinstance(found["failed"], bool):
        raise Malformed("`objects` and `findings` are numbers, `failed` is true or false")
    return Environment(found["name"], found["objects"], found["findings"], found["failed"])


def keys(found: Any, wanted: tuple[str, ...]) -> None:
    """Refuse what is no mapping of exactly these keys."""
    if not isinstance(found, dict) or sorted(found) != sorted(wanted):
        raise Malformed(f"not a mapping of {', '.join(wanted)}")


def once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping whose keys are there once."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError("a key is there twice")
        found[key] = value
    return found


def number(found: Any, *, least: int = 0) -> bool:
    """Is it a whole number that may be?"""
    return isinstance(found, int) and not isinstance(found, bool) and least <= found <= MOST


def matches(pattern: re.Pattern[str], found: Any) -> bool:
    """Is it a text of exactly this form?"""
    return isinstance(found, str) and pattern.fullmatch(found) is not None
