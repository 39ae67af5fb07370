"""Files with the JSON of shards -> their answers, or what is wrong with each file; anybody may have written them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import __version__
from generator.errors import InputError, Place, Problem
from generator.share import Answer, Page

if TYPE_CHECKING:
    from pydantic import ValidationError

_AT = re.compile(r"(.*) at line (\d+) column (\d+)")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Versioned:
    """All that is read before it is known whether the rest is what this version writes."""

    cartwright: str


@dataclass(frozen=True)
class Marked:
    """The same of a whole file."""

    stamp: Versioned


def answers(files: Mapping[str, bytes]) -> dict[str, Answer]:
    """File -> the answer in it; raises InputError with what is wrong with each of them."""
    problems: list[Problem] = []
    found: dict[str, Answer] = {}
    for file, data in files.items():
        try:
            found[file] = _answer(file, data)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def _answer(file: str, data: bytes) -> Answer:
    from pydantic import TypeAdapter, ValidationError

    try:
        made_by = TypeAdapter(Marked).validate_json(data, strict=True).stamp.cartwright
        if made_by != __version__:
            raise InputError([_other_version(file, made_by)])
        answer = TypeAdapter(Answer).validate_json(data, strict=True)
    except ValidationError as error:
        raise InputError([_unreadable(file, error)]) from error
    for flaw in _flaws(answer):
        raise InputError([_unusable(Place(file), flaw)])
    return answer


def _flaws(answer: Answer) -> Iterator[str]:
    """What no shard writes."""
    shard, is_whole = answer.stamp.shard, answer.problems == ()
    if not 1 <= shard.number <= shard.of:
        yield f"there is no shard `{shard}`"
    if (answer.seen is not None) != (is_whole and answer.stamp.command == "validate"):
        yield "`seen` is there where no part of a validation is, or missing"
    if (answer.told is not None) != (answer.seen is not None and shard.number == 1):
        yield "`told` is there where it is not the first shard of a validation, or missing"
    if (answer.printed is not None) != (is_whole and answer.stamp.command == "render"):
        yield "`printed` is there where nothing was printed, or missing"
    if answer.printed is not None and not all(map(_is_printable, answer.printed)):
        yield "`printed` holds characters that cartwright never prints"


def _is_printable(page: Page) -> bool:
    names = (page.release.environment, page.release.name, page.release.path, *(origin for origin, _ in page.documents))
    return all(map(str.isprintable, names)) and not any(_UNSEEN.search(text) for _, text in page.documents)


def _unreadable(file: str, error: ValidationError) -> Problem:
    first = error.errors(include_url=False, include_input=False)[0]
    said = first["msg"].removeprefix("Invalid JSON: ")
    if first["type"] == "json_invalid":
        at = _AT.fullmatch(said)
        place = Place(file, int(at[2]), max(1, int(at[3]))) if at else Place(file)
        return _unusable(place, f"it is no JSON: {at[1] if at else said}")
    where = ".".join(map(str, first["loc"]))
    return _unusable(Place(file), f"{f'`{where}`: ' if where else ''}{said[:1].lower()}{said[1:]}")


def _unusable(place: Place, why: str) -> Problem:
    message = f"this is not what a shard of cartwright writes: {why}"
    hint = "run the shard again, and give the file that it wrote, whole"
    return Problem(code="unusable-shard", message=message, place=place, hint=hint)


def _other_version(file: str, version: str) -> Problem:
    message = f"cartwright `{version}` made this, and this is `{__version__}`"
    return Problem(code="shard-version", message=message, place=Place(file), hint="run all shards by one version")
