"""What `generate` changed on a bot's branch: written where the branch's own code may run, so read without any trust."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from posting.artifact import FILES
from posting.form import COMMIT, Malformed, keys, matches, number, once

SCHEMA = "cartwright-regenerated/v1"
FOLDERS = ("argocd", "charts", "schemas")
NOTE = "regenerated.json"
LARGEST = 2 * 1024 * 1024
PART = re.compile(r"[A-Za-z0-9_.+@-]{1,200}")


@dataclass(frozen=True)
class Regenerated:
    """Of which pull request it believes to be, and which generated files are gone."""

    pull_request: int
    head: str
    gone: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As JSON."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, indent=2) + "\n"


def regenerated(raw: bytes) -> Regenerated:
    """The note in an artifact; raises Malformed with the one thing that is wrong."""
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"no JSON: {error}") from error
    keys(found, ("schema", "pull_request", "head", "gone"))
    if found["schema"] != SCHEMA:
        raise Malformed(f"`schema` is not {SCHEMA}")
    if not number(found["pull_request"], least=1) or not matches(COMMIT, found["head"]):
        raise Malformed("`pull_request` is a number, `head` a commit")
    if not isinstance(found["gone"], list) or len(found["gone"]) > FILES:
        raise Malformed(f"`gone` is no list of at most {FILES}")
    if wrong := [path for path in found["gone"] if not may_be_written(path)]:
        raise Malformed(f"{str(wrong[0])[:200]!r} is no generated file")
    return Regenerated(found["pull_request"], found["head"], tuple(found["gone"]))


def may_be_written(path: Any) -> bool:
    """Is it a path below a folder that cartwright generates, in characters that it uses?"""
    if not isinstance(path, str) or str(PurePosixPath(path)) != path:
        return False
    first, *rest = path.split("/")
    return (
        first in FOLDERS
        and bool(rest)
        and all(PART.fullmatch(part) and part.strip(".") for part in rest)
        and (not any(part.lower().startswith(".git") and part.lower() != ".gitattributes" for part in rest))
    )


def largest(name: str) -> int | None:
    """How long a file of that name may be in an artifact; nothing where none may have it."""
    inside = name == NOTE or (name.startswith("files/") and may_be_written(name.removeprefix("files/")))
    return LARGEST if inside else None
