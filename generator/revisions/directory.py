"""A folder of plain manifests -> the files of it that Argo CD reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

MANIFESTS = (".yaml", ".yml", ".json")
"""Argo CD reads jsonnet too, which is a program."""
CODE = ".jsonnet"


def read_by_argo(paths: Iterable[str], folder: str, options: Mapping[str, Any]) -> list[str]:
    """The manifests of a folder, by the `directory` of a source: below it only with `recurse`, and as its patterns say
    (argo-cd reposerver/repository/repository.go, getPotentiallyValidManifestFile)."""
    found = []
    for path in paths:
        inside = path.removeprefix(f"{folder}/") if folder != "." else path
        if "/" in inside and not options.get("recurse"):
            continue
        if path.endswith(MANIFESTS) and _is_wanted(inside, options):
            found.append(path)
    return found


def _is_wanted(inside: str, options: Mapping[str, Any]) -> bool:
    excluded, included = options.get("exclude"), options.get("include")
    if excluded and _pattern(str(excluded)).fullmatch(inside):
        return False
    return not included or _pattern(str(included)).fullmatch(inside) is not None


@lru_cache(maxsize=64)
def _pattern(glob: str) -> re.Pattern[str]:
    """A pattern of gobwas/glob without separators: `*` matches `/` too, and `{a,b}` either."""
    parts, depth, at = [], 0, 0
    while at < len(glob):
        one, at = glob[at], at + 1
        if one == "\\" and at < len(glob):
            parts.append(re.escape(glob[at]))
            at += 1
        elif one == "[" and (end := glob.find("]", at + 1)) > 0:
            parts.append(_choice(glob[at:end]))
            at = end + 1
        else:
            depth += {"{": 1, "}": -1}.get(one, 0)
            parts.append(_translated(one, depth))
    return re.compile("".join(parts) if depth == 0 else re.escape(glob), re.DOTALL)


def _choice(characters: str) -> str:
    is_negated = characters.startswith("!")
    inside = re.sub(r"[\\\[\]^]", lambda match: f"\\{match[0]}", characters[is_negated:])
    return f"[{'^' if is_negated else ''}{inside}]"


def _translated(one: str, depth: int) -> str:
    if one == "," and depth:
        return "|"
    return {"*": ".*", "?": ".", "{": "(?:", "}": ")"}.get(one) or re.escape(one)
