"""The table of tests/hostile/cases.yaml: an edit of DhakaCart each, and what the command answers."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_suffix(".yaml")
INPUT, OUTPUT = ("config", "environments"), ("charts", "argocd", "schemas")
MARK = "‸"
_MANY = re.compile(r"\{(.{1,8}?)\*([0-9]+)\}", re.DOTALL)
_DEFAULT = "environments/dev.yaml"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One wrong, or wrong-looking, input."""

    part: str
    name: str
    texts: dict[str, str | None] = field(default_factory=dict)
    """path -> new text with its marks, or None: the file goes"""
    binary: bool = False
    links: dict[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    pipes: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """`place: code` of each problem, in order"""
    command: tuple[str, ...] = ("generate",)
    code: int = 2
    says: str = ""

    def apply(self, root: Path) -> None:
        """Make the edit in a repository."""
        for path, text in self.texts.items():
            target = root / path
            target.unlink(missing_ok=True)
            if text is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.replace(MARK, "").encode("latin-1" if self.binary else "utf-8"))
        for path, to in self.links.items():
            (root / path).unlink(missing_ok=True)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(to)
        for path in self.folders:
            (root / path).mkdir(parents=True)
        for path in self.pipes:
            os.mkfifo(root / path)


def repository(root: Path) -> Path:
    """A copy of DhakaCart under git: its input, and what was generated from it."""
    for folder in (*INPUT, *OUTPUT):
        shutil.copytree(ROOT / folder, root / folder)
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "all"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


def digest(root: Path) -> dict[str, str]:
    """Every path of a tree but git's own -> its kind and mode, and a hash of its content or where it links to."""
    found = {}
    for path in sorted(path for path in root.rglob("*") if ".git" not in path.relative_to(root).parts):
        status = path.lstat()
        content = b""
        if path.is_symlink():
            content = str(path.readlink()).encode()
        elif stat.S_ISREG(status.st_mode):
            content = path.read_bytes()
        found[path.relative_to(root).as_posix()] = f"{status.st_mode:o} {hashlib.sha256(content).hexdigest()}"
    return found


@cache
def table() -> dict[str, Any]:
    """The file, with each `{x*80}` written out."""
    read: dict[str, Any] = yaml.load(TABLE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # text alone
    return read


def cases() -> Iterator[Case]:
    """All cases of the table in its order, one for each spot of a key."""
    part = ""
    for row in table()["cases"]:
        if "part" in row:
            part = row["part"]
            continue
        yield from _cases(part, row)


def _cases(part: str, row: dict[str, Any]) -> Iterator[Case]:
    spots = table()["keys"][row["key"]].items() if "key" in row else [(None, None)]
    for file, passage in spots:
        texts = {
            _written(path): None if text == "null" else _written(text) for path, text in row.get("files", {}).items()
        }
        if file is not None:
            value = _written(row["value"])
            marked = value if MARK in value or "at" in row else f"{MARK}{value}"
            texts[file] = _replaced(file, passage[0], passage[1].replace("VALUE", marked))
        texts |= _edited(row)
        yield Case(
            part=part,
            name=row["name"] if len(spots) == 1 else f"{row['name']}: {file}",
            texts=texts,
            binary="bytes" in row,
            links=row.get("links", {}),
            folders=tuple(row.get("folders", ())),
            pipes=tuple(row.get("pipes", ())),
            said=_said(row, texts),
            command=tuple(row.get("run", ("generate",))),
            says=row.get("says", ""),
            code=int(row.get("exit", 2 if row.get("code") else 0)),
        )


def _edited(row: dict[str, Any]) -> dict[str, str | None]:
    file = row.get("file", _DEFAULT)
    match row:
        case {"text": text} | {"bytes": text}:
            return {file: _written(text)}
        case {"add": lines}:
            return {file: _text(file) + _written(lines)}
        case {"replaces": old, "by": new}:
            return {file: _replaced(file, old, _written(new))}
    return {}


def _said(row: dict[str, Any], texts: dict[str, str | None]) -> tuple[str, ...]:
    """The places that the marks stand at, or that the row names, each with its code."""
    if "code" not in row:
        return ()
    places = [_written(place) for place in row.get("at", ())]
    places = places or [place for path, text in texts.items() for place in _marked(path, text or "")]
    codes = row["code"]
    codes = [codes] * len(places) if isinstance(codes, str) else codes
    assert len(codes) == len(places), f"{row['name']}: {len(places)} places, {len(codes)} codes"
    return tuple(f"{place}: {code}" for place, code in zip(places, codes, strict=True))


def _marked(path: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), start=1):
        *before, _ = line.split(MARK)
        for count in range(len(before)):
            yield f"{path}:{number}:{sum(map(len, before[: count + 1])) + 1}"


def _replaced(file: str, old: str, new: str) -> str:
    text = _text(file) if old else ""
    assert text.count(old) == 1 or not old, f"{file} holds `{old}` {text.count(old)} times"
    return text.replace(old, new, 1)


def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _written(text: str) -> str:
    return _MANY.sub(lambda match: match[1] * int(match[2]), text)


@dataclass(frozen=True)
class Legal:
    """A text that looks like something else: as YAML has it, and what it is."""

    name: str
    source: str
    text: str


def legal() -> list[Legal]:
    """The texts that must reach a container as they are."""
    return [Legal(row["name"], _written(row["text"]), _written(row["is"])) for row in table()["legal"]]


def with_all(texts: list[Legal]) -> Case:
    """The edit that gives each text to the frontend in dev, in every place that takes any text."""
    numbered = list(enumerate(texts))
    lines = ["env:", *(f"  TEXT_{number}: {text.source}" for number, text in numbered)]
    lines += ["args:", *(f"  - {text.source}" for text in texts)]
    lines += ["annotations:", "  pod:", *(f"    example.com/{number}: {text.source}" for number, text in numbered)]
    lines += ["files:", *(f"  /texts/{number}: files/texts/{number}" for number, _ in numbered)]
    old, new = "  frontend:\n", "  frontend:\n" + "".join(f"    {line}\n" for line in lines)
    files = {f"config/files/texts/{number}": text.text for number, text in numbered}
    return Case(part="Legal", name="all", texts={_DEFAULT: _replaced(_DEFAULT, old, new), **files})
