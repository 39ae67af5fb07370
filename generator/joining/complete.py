"""Answers by file -> whether they are all the shards of one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.errors import Also, InputError, Place, Problem
from generator.share import Answer, Stamp


def complete(found: Mapping[str, Answer]) -> list[Answer]:
    """The answers in the order of their shards; raises InputError where they do not belong together, one is missing or
    is there twice."""
    first = next(iter(found))
    problems = [*_strangers(first, found)]
    if not problems:
        problems = [*_doubles(found), *_missing(first, found), *_torn(first, found)]
    if problems:
        raise InputError(problems)
    return sorted(found.values(), key=lambda answer: answer.stamp.shard.number)


def _strangers(first: str, found: Mapping[str, Answer]) -> Iterator[Problem]:
    """Those that are not of what the first is of."""
    for file, answer in found.items():
        for message in _differences(found[first].stamp, answer.stamp, first):
            yield Problem(
                code="shards-differ",
                message=message,
                place=Place(file),
                hint="run all shards on one commit, by command lines that differ in the shard alone",
            )


def _differences(one: Stamp, other: Stamp, first: str) -> Iterator[str]:
    if one.command != other.command:
        yield f"this is of `{other.command}`, and `{first}` of `{one.command}`"
    if one.shard.of != other.shard.of:
        yield f"this is one of {other.shard.of} shards, and `{first}` one of {one.shard.of}"
    if one.input != other.input:
        yield f"this was made of another input than `{first}`"
    if one.chosen != other.chosen:
        yield f"this was made with {_shown(other)}, and `{first}` with {_shown(one)}"


def _shown(stamp: Stamp) -> str:
    return f"`{' '.join(stamp.chosen)}`" if stamp.chosen else "no choice of releases"


def _doubles(found: Mapping[str, Answer]) -> Iterator[Problem]:
    earlier: dict[int, str] = {}
    for file, answer in found.items():
        shard = answer.stamp.shard
        other = earlier.setdefault(shard.number, file)
        if other != file:
            yield Problem(
                code="shard-twice",
                message=f"this is shard `{shard}`, which `{other}` is too",
                place=Place(file),
                also=(Also(Place(other), "the other file"),),
                hint="leave out one of them",
            )


def _missing(first: str, found: Mapping[str, Answer]) -> Iterator[Problem]:
    of = found[first].stamp.shard.of
    there = {answer.stamp.shard.number for answer in found.values()}
    absent = [f"`{number}/{of}`" for number in range(1, of + 1) if number not in there]
    if absent:
        noun, verb = ("shard", "is") if len(absent) == 1 else ("shards", "are")
        yield Problem(
            code="shard-missing",
            message=f"{noun} {', '.join(absent)} {verb} missing",
            place=Place(first),
            hint="give the files of all shards",
        )


def _torn(first: str, found: Mapping[str, Answer]) -> Iterator[Problem]:
    """Of one input all shards of a validation tell the same problems."""
    for file, answer in found.items():
        if answer.stamp.command == "validate" and answer.problems != found[first].problems:
            yield Problem(
                code="shards-differ",
                message=f"this tells other problems of the input than `{first}`",
                place=Place(file),
                hint="run all shards again",
            )
