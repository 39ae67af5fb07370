"""The bytes of a file that git keeps -> each key and token in it, wherever it stands: a key, a value, a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import Place, Problem
from generator.model.credential import CREDENTIAL
from generator.nodes import Branch, Leaf, Node, Series

_WORDS = (
    *(
        b"AKIA",
        b"ASIA",
        b"ghp_",
        b"gho_",
        b"ghu_",
        b"ghs_",
        b"ghr_",
        b"github_pat_",
        b"k_live_",
        b"xox",
        b"PRIVATE KEY",
    ),
    *(b"glpat-", b"npm_", b"dckr_pat_", b"AIza", b"hvs.", b"hvb.", b"SG.", b"eyJ", b"@"),
)
"""Without any of these there is none; to look for the whole of them costs a hundred times as much."""
_CREDENTIAL = re.compile(CREDENTIAL, re.MULTILINE)
INSTEAD = "put it into the service's remote secret, and replace it, as git keeps it"


def excused(tree: Node, problems: list[Problem]) -> list[Problem]:
    """The leaks of a file that stand in no value of which a person says, beside it, that it is none."""
    if not problems:
        return []
    lines = {line for value in _values(tree) for line in range(value.place.line, value.place.line + 1 + _breaks(value))}
    return [one for one in problems if one.place.line not in lines]


def _values(node: Node) -> Iterator[Leaf]:
    children = node.children if isinstance(node, Branch) else {}
    value = children.get("value")
    if "notSecret" in children and isinstance(value, Leaf):
        yield value
    below = node.items if isinstance(node, Series) else children.values()
    for child in below:
        yield from _values(child)


def _breaks(value: Leaf) -> int:
    return str(value.value).count("\n")


def leaks(data: bytes, file: str) -> list[Problem]:
    """Each at its place, and none of them shown."""
    if not any(word in data for word in _WORDS):
        return []
    text = data.decode("utf-8-sig", "replace")
    return [_leak(text, match, file) for match in _CREDENTIAL.finditer(text)]


def without_twins(problems: list[Problem]) -> list[Problem]:
    """The problems; a leak of which a rule tells what it is about, on the same line, is told by that alone."""
    told = {one.place[:2] for one in problems if one.hint != INSTEAD and _hides(one)}
    return [one for one in problems if one.hint != INSTEAD or one.place[:2] not in told]


def _hides(problem: Problem) -> bool:
    return problem.code == "plain-secret" or "not shown" in problem.message


def _leak(text: str, match: re.Match[str], file: str) -> Problem:
    start = match.start() + (0 if match[0][:1].isalnum() or match[0].startswith("--") else len(match[0][:1]))
    place = Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    message = "found something that is not shown, expected no secret: it looks like a key or a token"
    return Problem(code="plain-secret", message=message, place=place, hint=INSTEAD)
